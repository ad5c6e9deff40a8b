import { createHmac, randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { parseQrFragment } from '../../shared/qr.ts'
import { deriveQrSecret, qrStepAt } from '../../web/methods/pairing/requesting/qr-secret.ts'

describe('QR secret in the browser', () => {
  it('is what the server derives: the first 16 bytes of HMAC-SHA-256 under the seed', async () => {
    for (const step of [0, 1, 19]) {
      const seed = randomBytes(32)
      const expected = createHmac('sha256', seed).update(`rekey qr ${step}`).digest().subarray(0, 16)
      expect(await deriveQrSecret(seed.toString('base64url'), step)).to.equal(expected.toString('base64url'))
    }
  })

  it('changes at each 30 s of age, and says when', () => {
    expect(qrStepAt(0)).to.deep.equal({ step: 0, changesInMs: 30_000 })
    expect(qrStepAt(29_999)).to.deep.equal({ step: 0, changesInMs: 1 })
    expect(qrStepAt(30_000)).to.deep.equal({ step: 1, changesInMs: 30_000 })
    expect(qrStepAt(95_500)).to.deep.equal({ step: 3, changesInMs: 24_500 })
  })

  it('fits into the fragment that the other device reads', async () => {
    const secret = await deriveQrSecret(randomBytes(32).toString('base64url'), 7)
    const pairingId = randomBytes(16).toString('base64url')
    expect(parseQrFragment(`https://a.example/approve#q=${pairingId}.7.${secret}`)).to.deep.equal({
      pairingId,
      step: 7,
      secret,
    })
  })
})
