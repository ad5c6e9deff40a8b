import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { rightToPost } from '../../server/passkeys/origin-rights.ts'
import { POST_PATHS } from '../support/post-paths.ts'

const http = readFileSync(new URL('../../docs/spec/http.md', import.meta.url), 'utf8')

describe('docs/spec/http.md', () => {
  it('names the requests that another origin of the list may send', () => {
    const [, cell = ''] = /^\| another origin of `ORIGINS` \| ([^|]*) \|/m.exec(http) ?? []
    const named = [...cell.matchAll(/`(\/[^`]*)`/g)].map(([, path]) => path)
    const may = POST_PATHS.filter((path) => rightToPost(path) === 'sign-in')
    expect(named).to.have.members(may)
    expect(may).to.have.length.above(0)
  })
})
