import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { isWholeKey } from '../../server/passkeys/public-key.ts'
import { encodeCbor } from '../support/cbor.ts'
import { jwkOf } from '../support/key-pair.ts'

describe('a public key of a passkey', () => {
  const ec = jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)
  const okp = jwkOf(generateKeyPairSync('ed25519').publicKey)
  const rsa = jwkOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)
  const bytes = (text = '') => Buffer.from(text, 'base64url')
  const cose = (...entries: [number, number | Uint8Array][]) => encodeCbor(new Map(entries))

  const ecKey = (x: Uint8Array, y: Uint8Array) => cose([1, 2], [3, -7], [-1, 1], [-2, x], [-3, y])
  const okpKey = (x: Uint8Array) => cose([1, 1], [3, -8], [-1, 6], [-2, x])
  const rsaKey = (n: Uint8Array) => cose([1, 3], [3, -257], [-1, n], [-2, bytes(rsa.e)])

  it('[W30] is taken when it is whole, of each kind that is offered', () => {
    expect(isWholeKey(ecKey(bytes(ec.x), bytes(ec.y)))).to.equal(true)
    expect(isWholeKey(okpKey(bytes(okp.x)))).to.equal(true)
    expect(isWholeKey(rsaKey(bytes(rsa.n)))).to.equal(true)
  })

  it('[W30] is refused when it was cut off, lies on no curve, or is too short', () => {
    expect(isWholeKey(ecKey(bytes(ec.x), bytes(ec.y).subarray(0, 20)))).to.equal(false)
    expect(isWholeKey(ecKey(bytes(ec.x), bytes(ec.x)))).to.equal(false)
    expect(isWholeKey(okpKey(bytes(okp.x).subarray(1)))).to.equal(false)
    expect(isWholeKey(rsaKey(bytes(rsa.n).subarray(0, 128)))).to.equal(false)
    expect(isWholeKey(cose([1, 7], [3, -8]))).to.equal(false)
  })
})
