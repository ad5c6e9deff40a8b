import { expect } from 'chai'
import fc from 'fast-check'
import { newCodes } from '../../server/methods/backup-codes/codes.ts'
import { BACKUP_CODES, parseBackupCode, showBackupCode } from '../../shared/backup-codes.ts'
import { CROCKFORD } from '../../shared/pins.ts'

const code = fc.record(
  {
    number: fc.integer({ min: 0, max: BACKUP_CODES - 1 }),
    secret: fc.string({ unit: fc.constantFrom(...CROCKFORD), minLength: 16, maxLength: 16 }),
  },
  { noNullPrototype: true },
)

/** What people type for a character: its case, and what looks like it. */
const TYPED: Readonly<Record<string, readonly string[]>> = {
  0: ['0', 'o', 'O'],
  1: ['1', 'i', 'I', 'l', 'L'],
}
const typed = (char: string) => fc.constantFrom(...(TYPED[char] ?? [char, char.toLowerCase()]))
const gap = fc.constantFrom('', ' ', '-', '\u00a0', ' – ', '\n')

describe('a backup code', () => {
  it('is one of ten that are numbered and have 16 Crockford characters each, none of them twice [B1]', () => {
    const codes = newCodes()
    expect(codes.map(({ number }) => number)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    for (const { secret } of codes) expect(secret).to.match(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    expect(new Set(codes.map(({ secret }) => secret)).size).to.equal(10)
  })

  it('has characters that are all equally likely [B1]', () => {
    const counts = new Map<string, number>()
    for (let set = 0; set < 200; set += 1)
      for (const { secret } of newCodes())
        for (const char of secret) counts.set(char, (counts.get(char) ?? 0) + 1)
    expect(counts.size).to.equal(CROCKFORD.length)
    // 32,000 characters, 1,000 of each expected: six standard deviations are about 190.
    for (const [char, count] of counts) expect(count, char).to.be.within(800, 1_200)
  })

  it('is read back as it is shown [B3]', () => {
    fc.assert(
      fc.property(code, (one) => void expect(parseBackupCode(showBackupCode(one))).to.deep.equal(one)),
    )
    expect(showBackupCode({ number: 3, secret: 'K7Q29XWDK7Q29XWD' })).to.equal('3-K7Q2-9XWD-K7Q2-9XWD')
  })

  it('is read in any case, with look-alikes, and with any gaps [B3]', () => {
    const written = code.chain((one) =>
      fc
        .tuple(
          fc.constant(one),
          ...[...`${one.number}${one.secret}`].map((char) => fc.tuple(gap, typed(char))),
        )
        .map(([is, ...chars]) => ({ is, text: chars.flat().join('') })),
    )
    fc.assert(fc.property(written, ({ is, text }) => void expect(parseBackupCode(text)).to.deep.equal(is)))
  })

  it('is nothing else: too short, too long, without its number, or with foreign characters [B3]', () => {
    const { number, secret } = newCodes()[4]!
    for (const text of [
      '',
      secret,
      `${number}${secret}0`,
      `${number}${secret.slice(1)}`,
      `A${secret}`,
      `${number}${secret.slice(1)}!`,
      `${number}${secret.slice(1)}é`,
    ])
      expect(parseBackupCode(text), text).to.equal(null)
  })
})
