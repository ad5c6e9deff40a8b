import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import {
  LEFT_TO_OLDER,
  MOST_ADDED,
  MOST_BY_YOUNG,
  MOST_OFFERS,
  MOST_PASSKEYS,
  MOST_SCHEDULED,
  MOST_SESSIONS,
  MOST_UNPROVEN,
} from '../../server/passkeys/caps.ts'
import { authorityMarkdown } from './authority-table.ts'

const read = (name: string) => readFileSync(new URL(`../../docs/spec/${name}`, import.meta.url), 'utf8')

describe('docs/spec/accounts.md', () => {
  it('says who may do what to whom as the code does: put in what authorityMarkdown() gives', () => {
    const [, table] = /<!-- authority -->\n+([\s\S]*?)\n+<!-- end -->/.exec(read('accounts.md')) ?? []
    expect(table).to.equal(authorityMarkdown())
  })
})

describe('docs/spec/limits.md', () => {
  it('says what an account may hold, in the numbers of the code', () => {
    const [, table = ''] = /## What one account may hold\n([\s\S]*?)\n## /.exec(read('limits.md')) ?? []
    const told = [...table.matchAll(/^\| ([^|]+) \| (\d+) \|/gm)].map(([, what, most]) => [
      what,
      Number(most),
    ])
    expect(told).to.deep.equal([
      ['Passkeys that sign in or are not proven yet', MOST_PASSKEYS],
      ['Passkeys that one passkey adds in seven days', MOST_ADDED],
      ['Passkeys that all young ones add, or approve recoveries of, in seven days', MOST_BY_YOUNG],
      ['Of those, left to each young one whatever younger ones did', LEFT_TO_OLDER],
      ['Recoveries of one passkey whose new passkey is not proven yet', MOST_UNPROVEN],
      ['Removals that one passkey has scheduled', MOST_SCHEDULED],
      ['Live sessions of one passkey', MOST_SESSIONS],
      ['Ceremonies that one session has begun', MOST_OFFERS],
    ])
  })
})
