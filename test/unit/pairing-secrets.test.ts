import { expect } from 'chai'
import { createPairingSecrets } from '../../server/methods/pairing/secrets.ts'
import { createKeys } from '../../server/secrets/keys.ts'
import { sameText } from '../../server/secrets/same-text.ts'
import type { ClaimId, PairingId } from '../../shared/ids.ts'
import { CROCKFORD, PIN_LENGTH, RETURN_PIN_LENGTH } from '../../shared/pins.ts'

const secrets = createPairingSecrets(createKeys('first secret of the tests'))
const { keyId } = secrets
const ID = 'AAAAAAAAAAAAAAAAAAAAAA' as PairingId
const OTHER_ID = 'BBBBBBBBBBBBBBBBBBBBBB' as PairingId
const CLAIM = 'claim' as ClaimId

const CODES = 50_000
const pairingIds = Array.from({ length: CODES }, (_, index) => `pairing ${index}` as PairingId)

/** 99.9 % of fair draws stay below; the secret is fixed, so this one test always gives the same result. */
const CRITICAL = { 32: 61.1, 10: 27.9 } as const

function expectFair(codes: readonly string[], alphabet: string): void {
  const expected = codes.length / alphabet.length
  for (let position = 0; position < (codes[0]?.length ?? 0); position += 1) {
    const counts = new Map([...alphabet].map((char) => [char, 0]))
    for (const code of codes)
      counts.set(code[position] ?? '', (counts.get(code[position] ?? '') ?? Number.NaN) + 1)
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect(chiSquare, `position ${position}`).to.be.below(CRITICAL[alphabet.length as keyof typeof CRITICAL])
  }
}

describe('derived codes', () => {
  it('draw each character of a PIN fairly, and repeat none of 50,000', () => {
    const pins = pairingIds.map((id) => secrets.pin(keyId, id, 0) ?? '')
    expectFair(pins, CROCKFORD)
    expect(pins[0]).to.have.length(PIN_LENGTH)
    expect(new Set(pins).size).to.equal(CODES)
  })

  it('draw each digit of a return PIN fairly, and repeat no more than chance does', () => {
    const pins = pairingIds.map((id) => secrets.returnPin(keyId, id, CLAIM, 0) ?? '')
    expectFair(pins, '0123456789')
    expect(pins[0]).to.have.length(RETURN_PIN_LENGTH)
    // Of 50,000 draws out of ten million about 125 meet an earlier one.
    expect(CODES - new Set(pins).size).to.be.within(80, 170)
  })

  it('differ in every pairing, epoch, step, claim and round', () => {
    const codes = [
      secrets.qrSecret(keyId, ID, 0, 0),
      secrets.qrSecret(keyId, ID, 0, 1),
      secrets.qrSecret(keyId, ID, 1, 0),
      secrets.qrSecret(keyId, OTHER_ID, 0, 0),
      secrets.pin(keyId, ID, 0),
      secrets.pin(keyId, ID, 1),
      secrets.pin(keyId, OTHER_ID, 0),
      secrets.returnPin(keyId, ID, CLAIM, 0),
      secrets.returnPin(keyId, ID, CLAIM, 1),
      secrets.returnPin(keyId, ID, 'other' as ClaimId, 0),
      secrets.returnPin(keyId, OTHER_ID, CLAIM, 0),
    ]
    expect(new Set(codes).size).to.equal(codes.length)
  })

  it('are the same on every node that has the secret', () => {
    const node = createPairingSecrets(createKeys('first secret of the tests'))
    expect(node.keyId).to.equal(keyId)
    expect(node.qrSeed(keyId, ID, 3)).to.equal(secrets.qrSeed(keyId, ID, 3))
    expect(node.pin(keyId, ID, 3)).to.equal(secrets.pin(keyId, ID, 3))
  })

  it('have 128 bits in a QR secret, and none of its seed', () => {
    const secret = secrets.qrSecret(keyId, ID, 0, 0) ?? ''
    expect(Buffer.from(secret, 'base64url')).to.have.length(16)
    expect(secrets.qrSeed(keyId, ID, 0)).not.to.contain(secret)
  })

  it('leave hashes that are bound to name, pairing, claim and round', () => {
    const hashes = [
      secrets.pinHashes('alice', 'ABCD2345')[0],
      secrets.pinHashes('alicf', 'ABCD2345')[0],
      secrets.pinHashes('alice', 'ABCD2346')[0],
      secrets.returnPinHash(keyId, ID, CLAIM, 0, '0123456'),
      secrets.returnPinHash(keyId, ID, CLAIM, 1, '0123456'),
      secrets.returnPinHash(keyId, ID, 'other' as ClaimId, 0, '0123456'),
      secrets.returnPinHash(keyId, OTHER_ID, CLAIM, 0, '0123456'),
      secrets.returnPinHash(keyId, ID, CLAIM, 0, '0123457'),
    ]
    expect(new Set(hashes).size).to.equal(hashes.length)
  })

  it('name browsers, networks, accounts and pages apart, without telling what they are', () => {
    const tags = (['browser', 'network', 'name', 'page'] as const).map((kind) => secrets.tag(kind, 'same'))
    expect(new Set(tags).size).to.equal(4)
    for (const tag of tags) expect(tag).to.match(/^[\w-]{22}$/)
  })
})

describe('a change of the secret', () => {
  const second = createPairingSecrets(createKeys('second secret of the tests', 'first secret of the tests'))
  const third = createPairingSecrets(createKeys('third secret of the tests', 'second secret of the tests'))

  it('forgets the one before when its time is over', () => {
    let over = false
    const node = createPairingSecrets(createKeys('second secret', 'first secret of the tests', () => !over))
    expect(node.pin(keyId, ID, 0)).to.equal(secrets.pin(keyId, ID, 0))
    over = true
    expect(node.pin(keyId, ID, 0)).to.equal(null)
    expect(node.pinHashes('alice', 'ABCD2345')).to.have.length(1)
    expect(node.receiptMacs('text')).to.have.length(1)
  })

  it('gives new pairings the new key', () => {
    expect(second.keyId).not.to.equal(keyId)
    expect(second.pin(second.keyId, ID, 0)).not.to.equal(secrets.pin(keyId, ID, 0))
  })

  it('leaves what the secret before derived as it was', () => {
    expect(second.qrSeed(keyId, ID, 0)).to.equal(secrets.qrSeed(keyId, ID, 0))
    expect(second.qrSecret(keyId, ID, 0, 4)).to.equal(secrets.qrSecret(keyId, ID, 0, 4))
    expect(second.pin(keyId, ID, 0)).to.equal(secrets.pin(keyId, ID, 0))
    expect(second.returnPin(keyId, ID, CLAIM, 0)).to.equal(secrets.returnPin(keyId, ID, CLAIM, 0))
    expect(second.returnPinHash(keyId, ID, CLAIM, 0, '0123456')).to.equal(
      secrets.returnPinHash(keyId, ID, CLAIM, 0, '0123456'),
    )
    expect(second.pinHashes('alice', 'ABCD2345')).to.include(secrets.pinHashes('alice', 'ABCD2345')[0])
    expect(second.receiptMacs('text')).to.include(secrets.receiptMacs('text')[0])
  })

  it('forgets the one before that', () => {
    expect(third.qrSeed(keyId, ID, 0)).to.equal(null)
    expect(third.qrSecret(keyId, ID, 0, 0)).to.equal(null)
    expect(third.pin(keyId, ID, 0)).to.equal(null)
    expect(third.returnPin(keyId, ID, CLAIM, 0)).to.equal(null)
    expect(third.pinHashes('alice', 'ABCD2345')).not.to.include(secrets.pinHashes('alice', 'ABCD2345')[0])
    expect(third.receiptMacs('text')).not.to.include(secrets.receiptMacs('text')[0])
  })
})

describe('comparing secrets', () => {
  it('is true for the same text only', () => {
    expect(sameText('abc', 'abc')).to.equal(true)
    expect(sameText('', '')).to.equal(true)
    for (const [left, right] of [
      ['abc', 'abd'],
      ['abc', 'abcd'],
      ['', 'a'],
      ['é', 'e\u0301'],
    ] as const) {
      expect(sameText(left, right)).to.equal(false)
    }
  })
})
