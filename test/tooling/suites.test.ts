import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { filesOfSuites } from '../../tools/testing/files-of-suites.mjs'
import { takesLong } from '../../tools/testing/stages.mjs'

const folder = fileURLToPath(new URL('..', import.meta.url))

describe('the suites of npm test', () => {
  it('run every test file once', () => {
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const all = found.filter((file) => file.endsWith('.test.ts')).map((file) => `test/${file}`)
    expect(all).to.have.length.above(100)
    expect(filesOfSuites().flatMap(({ files }) => files)).to.have.members(all)
  })

  // What is on one set of stores in the short run and on the other in the long one would miss the first.
  it('run on both sets of stores in the long run, where the short one leaves a file out', () => {
    const texts = takesLong.map((file) => ({ file, text: readFileSync(`${folder}/../${file}`, 'utf8') }))
    const bySize = /\b(describeOn(Common|Own)Sites|onBothDatabases)\(|inShortRun: '\w+'(?!, isLeftToLong)/
    expect(texts.filter(({ text }) => bySize.test(text)).map(({ file }) => file)).to.deep.equal([])
    expect(texts.some(({ text }) => /\bdescribeOnBothSets\(/.test(text))).to.equal(true)
  })

  for (const suite of ['pages', 'browser'])
    it(`sign up each name in one file only, where they share a site: ${suite}`, () => {
      const shared = readdirSync(`${folder}/${suite}`)
        .map((file) => readFileSync(`${folder}/${suite}/${file}`, 'utf8'))
        .filter((text) => /\b(commonSite|describeOnCommonSites)\(/.test(text))
      const signedUp = shared.flatMap((text) => [...text.matchAll(/\bsignUp\([^()]*, '(\w+)[^']*'\)/g)])
      // Helpers sign people up too, so whatever begins like one of these names is one.
      const firstNames = new Set(signedUp.map(([, first]) => first))
      const named = shared.flatMap((text) => [
        ...new Set(
          [...text.matchAll(/'((\w+) [^'\n]+)'/g)].flatMap(([, name, first]) =>
            firstNames.has(first) ? name : [],
          ),
        ),
      ])
      expect(shared.length, 'files').to.be.above(5)
      expect(named.length, 'names').to.be.above(5)
      expect(named.filter((name, at) => named.indexOf(name) !== at)).to.deep.equal([])
    })
})
