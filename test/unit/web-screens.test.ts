import { expect } from 'chai'
import type { SessionInfo } from '../../shared/api.ts'
import type { ApprovingView, PairingState, RequestingView } from '../../shared/pairing-view.ts'
import { type ApproveScreen, approveScreenOf, isOlder, LOADING } from '../../web/approve/approve-state.ts'
import { changed, STARTING } from '../../web/lost-passkey/page-state.ts'
import { type Screen, screenOf } from '../../web/lost-passkey/screen.ts'

const requesting = (state: PairingState, more: Partial<RequestingView> = {}) =>
  ({ state, version: 1, leftMs: 60_000, returnPin: null, ...more }) as RequestingView
const approving = (state: PairingState, viewVersion = 2) => ({ state, viewVersion }) as ApprovingView

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

  it('tells a refused opening from one that needs the account name', () => {
    const refused = (code: 'server_full' | 'name_required') =>
      changed(STARTING, { type: 'refused', error: { code } })
    expect(screenOf(STARTING)).to.equal('starting')
    expect(screenOf(refused('server_full'))).to.equal('refused')
    expect(screenOf(refused('name_required'))).to.equal('name')
  })

  it('keeps the newer view when an older one comes late', () => {
    const state = shown(requesting('claimed', { version: 5 }))
    const late = changed(state, { type: 'view', view: requesting('open', { version: 4 }), at: 1, wall: 1 })
    expect(late).to.equal(state)
  })

  it('says why the code is new until somebody has used it', () => {
    const opening = changed(STARTING, { type: 'opening', reopened: 'dropped' })
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

  it('takes no step back when a hint crosses an acknowledgement', () => {
    expect(isOlder(approving('matched'), approving('approved'))).to.equal(true)
    expect(isOlder(approving('approved'), approving('matched'))).to.equal(false)
    expect(isOlder(approving('matched'), approving('denied'))).to.equal(true)
    expect(isOlder(approving('denied'), approving('matched'))).to.equal(false)
    expect(isOlder(approving('approved', 1), approving('matched', 2))).to.equal(true)
  })
})
