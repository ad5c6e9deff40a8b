import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { filesOfSuites } from '../../tools/testing/files-of-suites.mjs'

const folder = fileURLToPath(new URL('..', import.meta.url))

describe('the suites of npm test', () => {
  it('run every test file once', () => {
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const all = found.filter((file) => file.endsWith('.test.ts')).map((file) => `test/${file}`)
    expect(all).to.have.length.above(100)
    expect(filesOfSuites().flatMap(({ files }) => files)).to.have.members(all)
  })

  for (const suite of ['pages', 'browser'])
    it(`sign up each name in one file only, where they share a site: ${suite}`, () => {
      const shared = readdirSync(`${folder}/${suite}`)
        .map((file) => readFileSync(`${folder}/${suite}/${file}`, 'utf8'))
        .filter((text) => /\b(commonSite|describeOnCommonSites)\(/.test(text))
      const named = shared.flatMap((text) => [
        ...new Set([...text.matchAll(/\bsignUp\([^()]*, '([^']+)'\)/g)].map(([, name]) => name)),
      ])
      expect(shared.length, 'files').to.be.above(5)
      expect(named.length, 'names').to.be.above(5)
      expect(named.filter((name, at) => named.indexOf(name) !== at)).to.deep.equal([])
    })
})
