import { expect } from 'chai'
import { limitsOf } from '../../server/limits/numbers.ts'
import { hashCaseCode, newCaseCode } from '../../server/methods/assisted/case-code.ts'
import { createOwnCases } from '../../server/methods/assisted/own-case.ts'
import type { CaseCodeSettings } from '../../server/methods/assisted/settings.ts'
import type { AccountId, PageKey } from '../../shared/ids.ts'
import { newContext } from '../support/new-context.ts'
import { spentLines } from '../support/spent-lines.ts'

const accountId = 'owner' as AccountId
const page = { pageKey: 'A'.repeat(87) as PageKey, keeps: null }

const place = { caseId: 'case', accountId, pageKey: page.pageKey }

describe('the code of a case', () => {
  /** What a page gets for a code which was given like this, and is for the page's own case if nothing else is said. */
  async function proven(isMailed: boolean, codes: CaseCodeSettings, madeFor = place) {
    const code = newCaseCode()
    const codeHash = hashCaseCode(code, madeFor)
    const own = createOwnCases({
      ...{ setting: 'on', codes, accounts: {} as never, guard: {} as never },
      cases: { countTry: async () => ({ caseId: 'case', accountId, codeHash, isMailed }) } as never,
      addProof: async () => ({ ok: true, body: 'proven' as never }),
    })
    const done = await own.prove({ code }, page, newContext())
    return done.ok ? done.body : done.code
  }

  it('[C14] begins nothing for another account, case or page', async () => {
    const codes = { read: true, mail: true }
    expect(await proven(false, codes)).to.equal('proven')
    for (const other of [
      { ...place, accountId: 'thief' as AccountId },
      { ...place, caseId: 'another' },
      { ...place, pageKey: 'B'.repeat(87) as PageKey },
    ])
      expect(await proven(false, codes, other)).to.equal('code_invalid')
  })

  it('[C35] counts when it is typed, if the site still allows it', async () => {
    expect(await proven(true, { read: false, mail: true })).to.equal('proven')
    expect(await proven(true, { read: true, mail: false })).to.equal('code_invalid')
    expect(await proven(false, { read: true, mail: false })).to.equal('proven')
    expect(await proven(false, { read: false, mail: true })).to.equal('code_invalid')
  })

  it('[C42] is counted for supporter and address, and for the address, if it is mailed', async () => {
    const mailed = { by: 'ann' as AccountId, addressId: 'address' }
    const lines = await spentLines(({ caseMailed }) => caseMailed(mailed))
    expect(lines).to.deep.equal(['case-mail-pair ann address', 'case-mail-address address'])
    const { 'case-mail-pair': pair, 'case-mail-address': address } = limitsOf()
    expect(pair.points).to.be.below(address.points)
  })
})
