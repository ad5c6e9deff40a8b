import { expect } from 'chai'
import type { SessionInfo } from '../../shared/api.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { PairingId } from '../../shared/ids.ts'
import type { ApprovingView, PairingState, RequestingView } from '../../shared/pairing-view.ts'
import {
  type ApproveScreen,
  accountWaits,
  approveScreenOf,
  approveStatusOf,
  approveStepOf,
  LOADING,
  newestOf,
} from '../../web/methods/pairing/approving/approve-state.ts'
import { changed, STARTING, troubleOf } from '../../web/methods/pairing/requesting/page-state.ts'
import { type Screen, screenOf, statusOf, stepOf } from '../../web/methods/pairing/requesting/screen.ts'

const requesting = (state: PairingState, more: Partial<RequestingView> = {}) =>
  ({ state, version: 1, leftMs: 60_000, returnPin: null, ...more }) as RequestingView
const approving = (state: PairingState) =>
  ({ state, claimId: 'a claim', version: 2 }) as unknown as ApprovingView

describe('Screens of /lost-passkey', () => {
  const SCREENS: Record<PairingState, Screen> = {
    open: 'codes',
    claimed: 'waiting',
    matched: 'waiting',
    approved: 'confirm',
    registered: 'prove',
    done: 'done',
    denied: 'ended',
    expired: 'ended',
    cancelled: 'ended',
    burned: 'ended',
  }
  const shown = (view: RequestingView) => changed(STARTING, { type: 'view', view, at: 0, wall: 0 })

  for (const [state, screen] of Object.entries(SCREENS) as [PairingState, Screen][]) {
    it(`shows "${screen}" while ${state}`, () => {
      expect(screenOf(shown(requesting(state)))).to.equal(screen)
    })
  }

  it('asks for the return PIN only while it is due', () => {
    const view = requesting('claimed', { returnPin: { triesLeft: 3, leftMs: 60_000 } })
    expect(screenOf(shown(view))).to.equal('return-pin')
  })

  const refused = (code: ErrorCode, before = STARTING, retryAfterMs = 60_000) =>
    changed(before, { type: 'refused', error: { code, retryAfterMs }, wall: 1_000 })

  it('tells the refusals of an opening apart', () => {
    expect(screenOf(STARTING)).to.equal('starting')
    expect(screenOf(refused('internal'))).to.equal('refused')
    expect(screenOf(refused('name_required'))).to.equal('name')
    expect(screenOf(refused('locked'))).to.equal('locked')
    expect(screenOf(refused('rate_limited'))).to.equal('busy')
    expect(screenOf(refused('server_full'))).to.equal('busy')
    expect(refused('locked').refusal?.until).to.equal(61_000)
  })

  it('keeps a refusal on the screen while it is tried again, and what it showed until the answer', () => {
    const again = changed(refused('rate_limited'), { type: 'opening', reopened: null, quietly: true })
    expect([screenOf(again), again.asking]).to.deep.equal(['busy', true])
    const open = changed(again, { type: 'view', view: requesting('open'), at: 0, wall: 0 })
    expect([screenOf(open), open.asking, open.refusal]).to.deep.equal(['codes', false, null])
    expect(screenOf(refused('locked', again))).to.equal('locked')
  })

  it('goes on by itself after a second claimant and after a lock, to what the server asks for then', () => {
    for (const endCause of ['second-claimant', 'locked'] as const) {
      const ended = shown(requesting('burned', { version: 9, endCause }))
      expect(screenOf(ended)).to.equal('moving-on')
      const asking = changed(ended, { type: 'opening', reopened: endCause, quietly: true })
      expect(screenOf(asking)).to.equal('moving-on')
      expect(screenOf(refused('name_required', asking))).to.equal('name')
      const locked = refused('locked', asking)
      expect([screenOf(locked), locked.reopened]).to.deep.equal(['locked', endCause])
      const next = requesting('open', { pairingId: 'next' as PairingId })
      const open = changed(asking, { type: 'view', view: next, at: 0, wall: 0 })
      expect([screenOf(open), open.reopened]).to.deep.equal(['codes', endCause])
    }
  })

  it('keeps a living request on the screen when its line is refused', () => {
    expect(screenOf(refused('server_restarting', shown(requesting('matched'))))).to.equal('waiting')
  })

  it('keeps the newer view when an older one comes late', () => {
    const state = shown(requesting('claimed', { version: 5 }))
    const late = changed(state, { type: 'view', view: requesting('open', { version: 4 }), at: 1, wall: 1 })
    expect(late).to.equal(state)
  })

  it('[P129] tells a line that never was there from one that was lost', () => {
    const away = (state = STARTING) => changed(state, { type: 'link', link: 'away' })
    expect(troubleOf(STARTING)).to.equal(null)
    expect(troubleOf(away())).to.equal('unreached')
    expect(troubleOf(changed(away(), { type: 'link', link: 'live' }))).to.equal(null)
    expect(troubleOf(away(shown(requesting('open'))))).to.equal('away')
    expect(troubleOf(away(refused('rate_limited')))).to.equal('away')
    const again = changed(shown(requesting('open')), { type: 'opening', reopened: 'dropped', quietly: false })
    expect(troubleOf(away(again))).to.equal('away')
  })

  it('says of a code that is open again whether it was turned away here or nobody approved in time', () => {
    const view = requesting('open', { version: 3 })
    const opened = (state: PairingState, turnedAway: boolean) =>
      changed(shown(requesting(state, { version: 2 })), { type: 'view', view, at: 1, wall: 1, turnedAway })
    expect(opened('claimed', true).reopened).to.equal('turned-away')
    expect(opened('claimed', false).reopened).to.equal('lapsed')
    expect(opened('matched', false).reopened).to.equal('lapsed')
    expect(opened('open', false).reopened).to.equal(null)
  })

  it('[P134] shows at a glance what each screen is about, and stops where nothing else is said', () => {
    const waits = ['return-pin', 'waiting', 'moving-on'] as const
    expect(waits.map(statusOf)).to.deep.equal(waits.map(() => 'wait'))
    expect((['busy', 'locked'] as const).map(statusOf)).to.deep.equal(['later', 'later'])
    expect((['confirm', 'prove', 'done'] as const).map(statusOf)).to.deep.equal(['ask', 'done', 'done'])
    const ends = ['ended', 'refused', 'name', 'cannot'] as const
    expect(ends.map(statusOf)).to.deep.equal(ends.map(() => 'stop'))
  })

  it('counts four steps, the same on both devices', () => {
    expect((['codes', 'waiting', 'confirm', 'prove', 'done'] as const).map(stepOf)).to.deep.equal([
      1,
      2,
      3,
      4,
      null,
    ])
    expect((['ask', 'decide', 'approved', 'created', 'done'] as const).map(approveStepOf)).to.deep.equal([
      1,
      2,
      3,
      4,
      null,
    ])
  })

  it('says why the code is new until someone has used it', () => {
    const opening = changed(STARTING, { type: 'opening', reopened: 'dropped', quietly: false })
    const open = changed(opening, { type: 'view', view: requesting('open'), at: 0, wall: 0 })
    const claimed = changed(open, { type: 'view', view: requesting('claimed'), at: 0, wall: 0 })
    expect([open.reopened, claimed.reopened]).to.deep.equal(['dropped', null])
  })
})

describe('Screens of /approve', () => {
  const session: SessionInfo = {
    signedIn: true,
    name: 'ada',
    probationUntil: null,
    cannotApprove: null,
    recoveries: [],
    scheduled: [],
    underWay: [],
    changes: { renamed: null, deletion: null },
  }
  const receipt = { text: 'r', until: 1 }
  const SCREENS: Record<PairingState, ApproveScreen> = {
    open: 'over',
    claimed: 'return-pin',
    matched: 'decide',
    approved: 'approved',
    registered: 'created',
    done: 'done',
    denied: 'ended',
    expired: 'ended',
    cancelled: 'ended',
    burned: 'ended',
  }

  for (const [state, screen] of Object.entries(SCREENS) as [PairingState, ApproveScreen][]) {
    it(`shows "${screen}" while ${state}`, () => {
      const claim = { view: approving(state), passkeys: [], wall: 0 }
      expect(approveScreenOf({ ...LOADING, session, claim })).to.equal(screen)
    })
  }

  it('signs in first, and then asks before it claims', () => {
    expect(approveScreenOf(LOADING)).to.equal('loading')
    expect(approveScreenOf({ ...LOADING, session: { signedIn: false }, receipt })).to.equal('sign-in')
    expect(approveScreenOf({ ...LOADING, session, receipt })).to.equal('ask')
    expect(approveScreenOf({ ...LOADING, session })).to.equal('enter')
  })

  it('says that a device cannot approve before anything is claimed', () => {
    const weak: SessionInfo = { ...session, cannotApprove: 'probation' }
    expect(approveScreenOf({ ...LOADING, session: weak, receipt })).to.equal('cannot-approve')
  })

  it('tells an account that has to wait from a code that does not work', () => {
    const waits = accountWaits({ code: 'locked', retryAfterMs: 60_000 }, 1_000)
    expect(waits).to.deep.equal({ code: 'locked', until: 61_000 })
    expect(accountWaits({ code: 'code_invalid' }, 1_000)).to.equal(null)
    expect(approveScreenOf({ ...LOADING, session, receipt, waits })).to.equal('account-waits')
    const claim = { view: approving('matched'), passkeys: [], wall: 0 }
    expect(approveScreenOf({ ...LOADING, session, claim, waits })).to.equal('decide')
  })

  it('[P134] shows at a glance what each screen is about, and stops where nothing else is said', () => {
    const shown = Object.fromEntries(
      (
        ['enter', 'sign-in', 'ask', 'decide', 'return-pin', 'approved', 'ended', 'cannot-approve'] as const
      ).map((screen) => [screen, approveStatusOf(screen)]),
    )
    expect(shown).to.deep.equal({
      enter: 'scan',
      'sign-in': 'scan',
      ask: 'ask',
      decide: 'ask',
      'return-pin': 'wait',
      approved: 'done',
      ended: 'stop',
      'cannot-approve': 'stop',
    })
  })

  it('takes no step back when a hint crosses an acknowledgement', () => {
    const [older, newer] = [2, 3].map((version) => ({ ...approving('matched'), version })) as [
      ApprovingView,
      ApprovingView,
    ]
    expect(newestOf(older, newer)).to.equal(newer)
    expect(newestOf(newer, older)).to.equal(newer)
    expect(newestOf(older, undefined)).to.equal(older)
    const other = { ...newer, claimId: 'another' as ApprovingView['claimId'] }
    expect(newestOf(older, other)).to.equal(older)
  })
})
