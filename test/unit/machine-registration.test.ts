import { expect } from 'chai'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import { type Command, type Pairing, transition } from '../../server/methods/pairing/machine.ts'
import {
  AT,
  approved,
  challenged,
  claimed,
  commandId,
  denied,
  done,
  HOLDER,
  matched,
  NEW_CREDENTIAL,
  open,
  registered,
  SOON,
} from '../support/pairing-records.ts'

const send = (pairing: Pairing, command: Command, now = SOON) => transition(pairing, command, now, LIFETIMES)
const refused = (refusal: string) => ({ next: null, refusal, seal: false })

const setChallenge: Command = { type: 'set-challenge', challenge: 'challenge-2' }
const inserted: Command = { type: 'registered', credentialId: NEW_CREDENTIAL }

describe('registration', () => {
  it('[P14] has no challenge and no passkey before the approval', () => {
    for (const early of [open, claimed, matched]) {
      expect(send(early, setChallenge)).to.deep.equal(refused('not_now'))
      expect(send(early, inserted)).to.deep.equal(refused('not_now'))
    }
  })

  it('keeps the newest challenge only', () => {
    expect(send(challenged, setChallenge).next).to.include({ challenge: 'challenge-2' })
  })

  it('[P15] spends a challenge once', () => {
    const spent = send(challenged, { type: 'spend-challenge' }).next
    expect(spent).to.include({ challenge: null })
    expect(send(spent ?? open, { type: 'spend-challenge' })).to.deep.equal(refused('not_now'))
  })

  it('[P16] burns the approval with the third failure, against SQL', () => {
    const second = send({ ...approved, failedRegistrations: 1 }, { type: 'registration-failed' })
    const third = send({ ...approved, failedRegistrations: 2 }, { type: 'registration-failed' })
    expect(second.next).to.include({ state: 'approved', failedRegistrations: 2 })
    expect(third.next).to.include({ state: 'burned', cause: 'registration-failed' })
    expect(third.seal).to.equal(true)
    expect([second.refusal, third.refusal]).to.deep.equal(['passkey_refused', 'passkey_refused'])
  })

  it('gives at most one passkey, and the same one twice is a retry', () => {
    const other: Command = { type: 'registered', credentialId: 'another' as typeof NEW_CREDENTIAL }
    expect(send(registered, inserted)).to.deep.equal({ next: null, refusal: null, seal: false })
    expect(send(registered, other)).to.deep.equal(refused('not_now'))
  })

  it('leaves no challenge and no count behind', () => {
    const { next } = send(challenged, inserted)
    expect(next).to.include({ state: 'registered', credentialId: NEW_CREDENTIAL, registeredAt: SOON })
    expect(next).not.to.have.any.keys('challenge', 'failedRegistrations')
  })

  it('[P17] is proven before it is done', () => {
    expect(send(registered, { type: 'prove' }).next).to.include({ state: 'done' })
    for (const early of [open, claimed, matched, challenged]) {
      expect(send(early, { type: 'prove' })).to.deep.equal(refused('not_now'))
    }
  })

  it('[P51] is nothing that the page can cancel any more', () => {
    const cancel: Command = { type: 'cancel', cause: 'not-my-account' }
    expect(send(registered, cancel)).to.deep.equal(refused('not_now'))
    expect(send(done, cancel)).to.deep.equal(refused('not_now'))
    expect(send(challenged, cancel).next).to.include({ state: 'cancelled', cause: 'not-my-account' })
  })

  it('[P52] is not lost because the browser opened another page after the approval', () => {
    const newer: Command = { type: 'cancel', cause: 'replaced-by-newer' }
    expect(send(challenged, newer)).to.deep.equal(refused('not_now'))
    expect(send(matched, newer).next).to.include({ state: 'cancelled', cause: 'replaced-by-newer' })
  })

  it('competes with every end after the approval', () => {
    const deny: Command = { type: 'deny', report: false, ...HOLDER }
    for (const held of [approved, challenged, registered]) expect(send(held, deny).seal).to.equal(true)
    for (const early of [claimed, matched]) expect(send(early, deny).seal).to.equal(false)
  })
})

describe('a retried command', () => {
  const wrong: Command = { type: 'return-pin', id: commandId('a'), hash: 'wrong' }

  it('[P20] gets the answer of the first time and spends nothing', () => {
    const once = send(claimed, wrong)
    const again = send(once.next ?? open, wrong)
    expect(once.next).to.include({ wrongReturnPins: 1 })
    expect(again).to.deep.equal(refused('return_pin_wrong'))
  })

  it('[P20] is answered as before even when the pairing has moved on', () => {
    const approve = { id: commandId('b'), refusal: null }
    const sent: Command = { type: 'set-challenge', id: approve.id, challenge: 'another' }
    expect(send({ ...denied, replies: { 'set-challenge': approve } }, sent).refusal).to.equal(null)
  })

  it('is another command when its id is another', () => {
    const once = send(claimed, wrong).next ?? open
    expect(send(once, { ...wrong, id: commandId('c') }).next).to.include({ wrongReturnPins: 2 })
  })

  it('keeps the answers of the different commands apart', () => {
    const once = send(claimed, wrong).next ?? open
    expect(send(once, { type: 'new-code', id: commandId('a'), pinHash: null }).next).to.include({
      state: 'open',
    })
  })
})

describe('the connection of a page', () => {
  it('[P21] is noted as lost only when it is the one that holds the pairing', () => {
    const detach: Command = { type: 'detach', connection: 'connection-0' as typeof open.connection }
    expect(send(open, detach)).to.deep.equal({ next: null, refusal: null, seal: false })
    expect(send(open, { ...detach, connection: open.connection }).next).to.include({ detachedAt: SOON })
  })

  it('keeps the time of its first loss', () => {
    const detach: Command = { type: 'detach', connection: open.connection }
    expect(send({ ...open, detachedAt: AT.claimed }, detach).next).to.equal(null)
  })

  it('is taken over by the newest one that proves itself', () => {
    const resume: Command = { type: 'resume', connection: 'connection-2' as typeof open.connection }
    const { next } = send({ ...open, detachedAt: AT.claimed }, resume)
    expect(next).to.include({ connection: 'connection-2', detachedAt: null })
  })
})
