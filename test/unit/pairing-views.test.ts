import { expect } from 'chai'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import type { Pairing } from '../../server/methods/pairing/machine.ts'
import { createPairingSecrets } from '../../server/methods/pairing/secrets.ts'
import { approvingView, requestingView } from '../../server/methods/pairing/views.ts'
import { createKeys } from '../../server/secrets/keys.ts'
import {
  ALICE,
  AT,
  aliceClaim,
  approval,
  claimed,
  open,
  openBound,
  records,
  SOON,
} from '../support/pairing-records.ts'

const secrets = createPairingSecrets(createKeys('first secret of the tests'))
const { keyId } = secrets
const deps = { lives: LIFETIMES, secrets }
const keyed = <Some extends Pairing>(pairing: Some): Some => ({ ...pairing, keyId })
const everyRecord = Object.entries<Pairing>(records).map(([name, pairing]) => [name, keyed(pairing)] as const)

const toPage = (pairing: Pairing, now = SOON) => requestingView(keyed(pairing), now, deps)
const toHolder = (pairing: Pairing, now = SOON) => approvingView(keyed(pairing), now, deps)

/** All that the record knows of the approving side. */
const APPROVING_SIDE = [
  aliceClaim.accountName,
  ALICE.accountId,
  ALICE.sessionId,
  aliceClaim.id,
  approval.credentialId,
  approval.retire?.credentialId ?? '',
]

describe('what the page is shown', () => {
  it('[L19] says nothing of another page for the same name until this one is claimed', () => {
    const reasons = ['same-network', 'same-name'] as const
    expect(toPage({ ...openBound, reasons }).reasons).to.deep.equal(['same-network'])
    expect(toPage({ ...claimed, reasons }).reasons).to.deep.equal(reasons)
  })

  for (const [name, pairing] of everyRecord) {
    const approved =
      pairing.state === 'approved' || pairing.state === 'registered' || pairing.state === 'done'

    it(`[P23] of a pairing that is ${name} is ${approved ? 'the account name, and no more' : 'nothing'} of the other side`, () => {
      const text = JSON.stringify(toPage(pairing))
      const told = APPROVING_SIDE.filter((secret) => text.includes(secret))
      expect(told).to.deep.equal(approved ? [aliceClaim.accountName] : [])
    })

    it(`[P55] of a pairing that is ${name} has ${pairing.state === 'open' ? 'codes' : 'no code in it'}`, () => {
      const view = toPage({ ...pairing, pinHash: 'some' })
      const { epoch, id } = pairing
      const seed = secrets.qrSeed(keyId, id, epoch) ?? ''
      const pin = secrets.pin(keyId, id, epoch) ?? ''
      if (pairing.state === 'open') expect(view.codes).to.deep.include({ seed, pin })
      else expect(JSON.stringify(view)).not.to.contain(seed).and.not.to.contain(pin)
    })

    it(`of a pairing that is ${name} never has the return PIN in it`, () => {
      const returnPin = secrets.returnPin(keyId, pairing.id, aliceClaim.id, 0) ?? ''
      expect(JSON.stringify(toPage(pairing))).not.to.contain(returnPin)
    })

    it(`of a pairing that is ${name} has none of its hashes and keys in it`, () => {
      const text = JSON.stringify(toPage(pairing))
      const { browser, network, keyId: kept, connection } = pairing
      for (const inner of [browser, network, kept, connection]) expect(text).not.to.contain(inner)
    })
  }

  it('is a PIN only while it lasts, and only once a name was typed', () => {
    const end = AT.opened + LIFETIMES.pin
    expect(toPage(open).codes?.pin).to.equal(null)
    expect(toPage(openBound, end - 1).codes).to.deep.include({ pinLeftMs: 1 })
    expect(toPage(openBound, end).codes).to.deep.include({ pin: null, pinLeftMs: 0 })
  })

  it('is no code at all when the secret of its codes is gone', () => {
    expect(requestingView({ ...open, keyId: 'gone' }, SOON, deps).codes).to.equal(null)
  })

  it('is the tries and time that a return PIN has left', () => {
    expect(toPage({ ...claimed, wrongReturnPins: 1 }).returnPin).to.deep.equal({
      triesLeft: 2,
      leftMs: AT.claimed + LIFETIMES.returnPin - SOON,
    })
  })

  it("counts in durations by the store's clock", () => {
    expect(toPage(open)).to.include({
      ageMs: SOON - AT.opened,
      leftMs: AT.opened + LIFETIMES.claimable - SOON,
    })
    expect(toPage(records.denied)).to.include({ leftMs: 0, endCause: 'denied' })
  })
})

describe('what the holder of the claim is shown', () => {
  it('is nothing while nobody holds the pairing', () => expect(toHolder(open)).to.equal(null))

  it('is the return PIN of this claim and round, while it lasts', () => {
    const pin = secrets.returnPin(keyId, claimed.id, aliceClaim.id, 0)
    const end = AT.claimed + LIFETIMES.returnPin
    expect(toHolder(claimed, end - 1)?.returnPin).to.deep.equal({ pin, leftMs: 1, triesLeft: 3 })
    expect(toHolder(claimed, end)?.returnPin).to.equal(null)
  })

  for (const [name, pairing] of everyRecord.filter(([, { state }]) => state !== 'open')) {
    it(`of a pairing that is ${name} has no code of the page in it, and names the holder's account`, () => {
      const view = toHolder({ ...pairing, pinHash: 'some' })
      const text = JSON.stringify(view)
      expect(text).not.to.contain(secrets.qrSeed(keyId, pairing.id, pairing.epoch))
      expect(text).not.to.contain(secrets.pin(keyId, pairing.id, pairing.epoch))
      expect(view).to.include({ account: aliceClaim.accountName, claimId: aliceClaim.id })
      expect(view?.returnPin === null).to.equal(pairing.state !== 'claimed')
    })
  }
})
