import { readdirSync } from 'node:fs'
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
})
