import { expect } from 'chai'
import type { RecoveryRow } from '../../shared/account-page.ts'
import { AUDIT_ACTIONS, type AuditAction } from '../../shared/audit.ts'
import type { CredentialId, RecoveryId } from '../../shared/ids.ts'
import { mayKeep } from '../../web/account/may-keep.ts'
import { activitySentence } from '../../web/account/messages/activity.ts'
import { arrivalWords } from '../../web/messages/arrivals.ts'
import { formatAbout, formatRough } from '../../web/messages/durations.ts'
import { errorWords } from '../../web/messages/errors.ts'
import { formatMoment } from '../../web/messages/moments.ts'
import { recovery } from '../../web/messages/recovery.ts'
import { accountChanges } from '../../web/owner/account-changes/messages.ts'
import { signUp } from '../../web/sign-up/messages.ts'
import { stoppedSentences } from '../../web/stop-changes/messages/stop-changes.ts'

const passkey = { id: 'a passkey' as CredentialId, name: 'Phone' }
const row: RecoveryRow = {
  ...{ id: 'a recovery' as RecoveryId, method: 'pairing', state: 'done', own: false, by: null },
  ...{ device: 'Firefox on Linux', network: '192.0.2.0/24', place: null, doneAt: 0, undoUntil: 1 },
  ...{
    added: passkey,
    retired: null,
    frozenBy: null,
    frozenUntil: null,
    decideUntil: null,
    outweighs: false,
  },
  ...{ cannotStop: null },
}

describe('Words of the pages', () => {
  it('say of a renamed passkey what it was called before, whatever that was', () => {
    const renamed = (...names: string[]) => activitySentence('passkey-renamed', JSON.stringify(names))
    expect(renamed('Phone', 'My "new" <b>')).to.equal('A passkey was renamed from “Phone” to “My "new" <b>”.')
    expect(activitySentence('passkey-renamed')).to.equal('A passkey was renamed.')
    for (const detail of ['', 'Phone', '7', 'null', '["one"]'])
      expect(activitySentence('passkey-renamed', detail), detail).to.equal('A passkey was renamed.')
  })

  it('say of a refused ceremony what its owner can mend, and of the others no reason', () => {
    for (const action of ['sign-in-refused', 'step-up-refused'] as const) {
      const plain = activitySentence(action)
      expect(activitySentence(action, 'backup-eligibility-changed'))
        .to.include(plain)
        .and.include('add a new one')
      for (const detail of ['wrong-origin', 'bad-signature', 'passkey_suspended', 'constructor'])
        expect(activitySentence(action, detail), detail).to.equal(plain)
    }
  })

  it('[R95] promise no older passkey that it can keep what one removes that two proofs brought', () => {
    const scheduled = {
      id: 'a',
      target: passkey,
      by: passkey,
      madeAt: 0,
      dueAt: 1,
      outweighs: true,
      own: false,
    }
    expect(recovery.scheduledText(scheduled)).to.include('only that passkey').and.not.include('older')
    expect(recovery.scheduledText({ ...scheduled, outweighs: false })).to.include('older')
    const offered = [
      { outweighs: true, own: false },
      { outweighs: true, own: true },
      { outweighs: false, own: false },
    ].map(mayKeep)
    expect(offered).to.deep.equal([false, true, true])
  })

  it('[B29] say of codes that are off that their passkey was stopped, where it was', () => {
    expect(activitySentence('backup-codes-off', 'stopped')).to.match(/made them was stopped\.$/)
    for (const detail of ['now', 'scheduled', null])
      expect(activitySentence('backup-codes-off', detail)).to.equal('Backup codes were switched off.')
  })

  it('has words for a passkey that came by a method that this page does not know yet', () => {
    for (const method of ['pairing', 'added', 'something newer', 'constructor']) {
      const words = arrivalWords(method)
      const sentences = [words.happened(row), words.stopped('Phone'), words.brought(0)]
      for (const text of [words.done, words.frozen, words.own, words.undoElsewhere, ...sentences])
        expect(text, method).to.match(/^\S.+/).and.not.include('undefined')
    }
  })

  it('[R22] promise an undo of what one proof brought, and of what two brought a pause alone', () => {
    expect(recovery.undoUntil(row)).to.match(/^You can undo it until /)
    expect(arrivalWords('backup-code').undoElsewhere).to.match(/^You can undo this recovery /)
    const two = [
      ...[recovery.undoUntil({ ...row, outweighs: true }), recovery.pauseElsewhere],
      ...[recovery.pause, recovery.paused, recovery.pausedText(1), recovery.tieText],
      ...Object.values(errorWords({ code: 'outweighed' })),
    ]
    for (const text of two) expect(text).not.to.match(/you can (undo|remove)|remove the/i)
    for (const text of two.slice(0, 2))
      expect(text)
        .to.match(/(?:no passkey alone|nobody) can undo/i)
        .and.include('pause it, once, for 3 days')
  })

  it('[R23] [R25] [R85] [R96] say until when it is paused, or waits for a decision, and of a tie no time at all', () => {
    const stopped = (ends: Partial<RecoveryRow>) => recovery.stopped({ ...row, ...ends })
    expect(stopped({ frozenUntil: 0 })).to.include(`until ${formatMoment(0)}. Then it works again.`)
    expect(stopped({ decideUntil: 0 }))
      .to.include(`Decide by ${formatMoment(0)} `)
      .and.include('removed')
    expect(stopped({ decideUntil: 0, cannotStop: 'called-out' })).not.to.include('Decide')
    expect(stopped({}))
      .to.include('stays like that')
      .and.not.match(/until|decide/i)
  })

  it('send nobody who renames an account to sign-in, where they are already', () => {
    expect(errorWords({ code: 'name_taken' }).next).not.to.match(/sign in/i)
    expect(signUp.taken.next).to.match(/sign in/)
  })

  it('says when an account will be deleted by the server’s clock: this device’s can be days fast', () => {
    expect(accountChanges.deletionTitle({ dueAt: 1, isLate: false })).to.include('will be deleted on ')
    expect(accountChanges.deletionTitle({ dueAt: 1, isLate: true })).to.include('as soon as nobody')
  })

  it('has a sentence for every action that is written down', () => {
    const actions = Object.keys(AUDIT_ACTIONS) as AuditAction[]
    const wordless = actions.filter((action) => activitySentence(action) === `${action}.`)
    expect(wordless).to.deep.equal([])
  })

  it('rounds the time of a heading up: to minutes, and to seconds in the last one', () => {
    const shown = [1, 59_001, 60_000, 60_001, 2_520_000, 3_600_000, 7_200_000, 7_500_000].map(formatRough)
    expect(shown).to.deep.equal(['1 s', '60 s', '1 min', '2 min', '42 min', '60 min', '2 h', '2 h 5 min'])
  })

  it('counts minutes until the last half minute, and says no more of them than there are', () => {
    const shown = [600_000, 570_000, 569_999, 90_000, 89_999, 30_001, 30_000, 28_400, 1_000].map(formatAbout)
    expect(shown).to.deep.equal([
      'about 10 minutes',
      'about 10 minutes',
      'about 9 minutes',
      'about 2 minutes',
      'about 1 minute',
      'about 1 minute',
      '30 seconds',
      '29 seconds',
      '1 second',
    ])
  })

  it('says what one confirmation stopped, by kind, name and number, and nothing where there was nothing', () => {
    const nothing = {
      account: 'alice',
      recoveries: [],
      scheduled: 0,
      restored: [],
      setAside: [],
      underWay: [],
      sessions: 0,
    }
    expect(stoppedSentences(nothing)).to.deep.equal([])
    const sentences = stoppedSentences({
      ...nothing,
      recoveries: [
        { method: 'pairing', name: 'Laptop' },
        { method: 'added', name: 'Key' },
      ],
      scheduled: 2,
      restored: ['Phone'],
      setAside: ['Tablet'],
      sessions: 1,
    })
    expect(sentences).to.deep.equal([
      '“Laptop”, added by recovery, is frozen. It can’t sign in.',
      '“Key”, added on the account page, is frozen. It can’t sign in.',
      '“Tablet” had stopped older passkeys. Now it can’t sign in.',
      '“Phone” works again.',
      '2 scheduled changes won’t happen.',
      '1 device was signed out.',
    ])
  })

  it('keep what else works where something is locked for a known time', () => {
    expect(errorWords({ code: 'locked', retryAfterMs: 60_000 }).next)
      .to.include('use another way back in')
      .and.include('Try again in ')
    expect(errorWords({ code: 'rate_limited', retryAfterMs: 60_000 }).next).to.match(/^Try again in /)
  })
})
