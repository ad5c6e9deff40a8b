import { expect } from 'chai'
import fc from 'fast-check'
import type { PairingId } from '../../shared/ids.ts'
import { formatQrFragment, parseQrFragment, QR_STEP_MS, qrStep } from '../../shared/qr.ts'

const word = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'))
const codes = fc.record({
  pairingId: word.map((text) => text as PairingId),
  step: fc.integer({ min: 0, max: 999_999 }),
  secret: word,
})

const ID = 'AAAAAAAAAAAAAAAAAAAAAA'
const SECRET = 'BBBBBBBBBBBBBBBBBBBBBB'

describe('the QR code', () => {
  it('is read back as written, as a fragment and inside the address of any site', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const fragment = formatQrFragment(code)
        expect(parseQrFragment(fragment)).to.deep.equal(code)
        expect(parseQrFragment(`#${fragment}`)).to.deep.equal(code)
        expect(parseQrFragment(`https://rekey.example/approve#${fragment}`)).to.deep.equal(code)
      }),
    )
  })

  it('[P111] is read with what a chat, a mail or a redirector put behind it or escaped in it', () => {
    const behind = [
      '&fbclid=IwAR0',
      '?utm_source=x&utm_medium=y',
      '.',
      ',',
      ')',
      '>',
      '"',
      '\u201d',
      '\n',
      ' and more',
      '/',
      ':~:text=a',
    ]
    fc.assert(
      fc.property(codes, fc.constantFrom('', ...behind), (code, more) => {
        const fragment = `#${formatQrFragment(code)}`
        for (const written of [fragment, encodeURIComponent(fragment).replaceAll('.', '%2e')])
          for (const before of [
            '',
            'https://rekey.example/approve',
            'https://l.example/?u=https%3A%2F%2Frekey.example%2Fapprove',
          ])
            expect(parseQrFragment(`${before}${written}${more}`)).to.deep.equal(code)
      }),
    )
  })

  const hostile = {
    empty: '',
    'a web address': 'https://rekey.example/approve',
    'a query instead of a fragment': `https://rekey.example/approve?q=${ID}.1.${SECRET}`,
    'another field before it': `#a=1&q=${ID}.1.${SECRET}`,
    'a short id': `#q=${ID.slice(1)}.1.${SECRET}`,
    'a long id': `#q=A${ID}.1.${SECRET}`,
    'a short secret': `#q=${ID}.1.${SECRET.slice(1)}`,
    'a long secret': `#q=${ID}.1.${SECRET}B`,
    'no step': `#q=${ID}..${SECRET}`,
    'a negative step': `#q=${ID}.-1.${SECRET}`,
    'a broken step': `#q=${ID}.1.5.${SECRET}`,
    'a step in other digits': `#q=${ID}.\u0661.${SECRET}`,
    'an endless step': `#q=${ID}.${'9'.repeat(400)}.${SECRET}`,
    'base64 of the other alphabet': `#q=${ID.replace('A', '+')}.1.${SECRET.replace('B', '/')}`,
    'a prototype': '#q=__proto__.1.constructor',
    'a script': 'javascript:alert(1)',
    'a novel': `#q=${'A'.repeat(100_000)}`,
  }
  for (const [what, text] of Object.entries(hostile)) {
    it(`is none with ${what}`, () => expect(parseQrFragment(text)).to.equal(null))
  }

  it('is none in any text that does not look like one, and reading never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseQrFragment(text) === null))
  })

  it("changes every thirty seconds of the pairing's age, and never before its first", () => {
    expect([0, QR_STEP_MS - 1, QR_STEP_MS, 2 * QR_STEP_MS].map(qrStep)).to.deep.equal([0, 0, 1, 2])
    expect(qrStep(-1)).to.equal(0)
  })
})
