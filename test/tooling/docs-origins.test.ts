import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { POST_SCHEMAS } from '../../server/http/api/schemas.ts'
import { rightToPost } from '../../server/passkeys/origin-rights.ts'

const accounts = readFileSync(new URL('../../docs/accounts.md', import.meta.url), 'utf8')

describe('docs/accounts.md', () => {
  it('names the requests that another origin of the list may send', () => {
    const [, cell = ''] = /^\| another origin of `ORIGINS` \| ([^|]*) \|/m.exec(accounts) ?? []
    const named = [...cell.matchAll(/`(\/[^`]*)`/g)].map(([, path]) => path)
    const may = Object.keys(POST_SCHEMAS).filter((path) => rightToPost(path) === 'sign-in')
    expect(named).to.have.members(may)
    expect(may).to.have.length.above(0)
  })
})
