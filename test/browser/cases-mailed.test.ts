import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { eventually } from '../contract/eventually.ts'
import { expectAccessible } from '../support/accessible.ts'
import { PHONE } from '../support/browser.ts'
import {
  becomeSupporter,
  checkCase,
  confirmCase,
  mailCaseCode,
  openCase,
  typeCaseCode,
} from '../support/case-people.ts'
import { browserDevices } from '../support/devices.ts'
import { mailFile } from '../support/mail-files.ts'
import { expectNoComplaints, signUp } from '../support/people.ts'
import { runSql } from '../support/run-sql.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { passTime } from '../support/way-back-people.ts'

const DAY = 24 * 60 * 60_000
const MAILBOX = 'ann.helpless@example.com'
const MASKED = 'a…@example.com'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

describeOnBothSets(
  'getting back in with a code that two supporters had mailed, in the browser',
  (site) => {
    const stores = siteStores(site)
    const open = browserDevices()

    /** Code and link of a mail that is newer than the one before. */
    async function mailed(before = '') {
      let [code, link] = [before, '']
      await eventually('a newer mail', async () => {
        const { text } = await mailFile(site, MAILBOX, 'Two people from support checked who that is')
        code = /^ {4}((?:[0-9A-Z]{4} ){4}[0-9A-Z]{4})\r?$/m.exec(text)?.[1] ?? ''
        link = /^https?:\S+\/support-case\r?$/m.exec(text)?.[0].trim() ?? ''
        return code !== before
      })
      return { code, link }
    }

    it('[C36] [C40] [R66] leads from the choice of the second one over the mail to a new passkey', async () => {
      const [owner, lost, first, second] = await Promise.all([
        open(),
        open({ viewport: PHONE }),
        open(),
        open(),
      ])
      const { page } = lost
      await signUp(owner.page, site.url, 'Ann Helpless')
      await runSql(
        site,
        `insert into addresses (id, account_id, address, state, added_by, created_at, counts_since, tries_left)
         select '${'A'.repeat(22)}', id, '${MAILBOX}', 'counts', 'nobody', 1, 1, 0 from accounts where name = 'Ann Helpless'`,
      )
      await becomeSupporter(first.page, site, stores, 'Sid Supporter')
      await becomeSupporter(second.page, site, stores, 'Tia Supporter')
      await page.goto(`${site.url}/support-case`)
      const number = await openCase(page, 'Ann Helpless')
      await page.getByText(/read a code out to you, or have it mailed/).waitFor()
      await checkCase(first.page, number)
      await mailCaseCode(second.page, number, MASKED)
      const before = await mailed()
      // It got lost, so they read one out, and that goes wrong too.
      const read = await confirmCase(second.page, number, 'Another code')
      await typeCaseCode(page, before.code)
      await page.getByText(/^This isn’t the code of your case/).waitFor()
      await mailCaseCode(second.page, number, MASKED, 'Another code')
      const { code, link } = await mailed(before.code)
      await typeCaseCode(page, read)
      await page.getByText(/^This isn’t the code of your case/).waitFor()

      expect(link).to.equal(`${site.url}/support-case`)
      await page.goto(link)
      await page.getByText(number, { exact: true }).waitFor()
      await typeCaseCode(page, code)
      await heading(page, /^Come back /).waitFor()
      await page.getByText('Mailed code accepted').waitFor()
      await page
        .getByText('Show once more that it’s you: with a code by e-mail, or with another case')
        .waitFor()
      // Its own page took it, so it doesn't ask for another case first.
      expect(await button(page, 'Open a case').count()).to.equal(0)
      await expectAccessible(page, 'waiting after a mailed code')
      await owner.page.goto(`${site.url}/account`)
      await owner.page
        .getByText(/with a code that was mailed to one of your addresses/)
        .first()
        .waitFor()
      await owner.page
        .getByText('Support had the code of a case mailed to a confirmed address of this account.')
        .first()
        .waitFor()

      await passTime(site, 'Ann Helpless', 7 * DAY + 60_000)
      await page.reload()
      await heading(page, 'The waiting time is over').waitFor()
      await page.getByRole('link', { name: 'I can read my e-mail' }).click()
      await page.getByRole('textbox', { name: 'E-mail address' }).fill(MAILBOX)
      await button(page, 'Send me a code').click()
      const { text } = await mailFile(site, MAILBOX, 'wants to get back into your account with this address')
      await page
        .getByRole('textbox', { name: 'Code from the mail' })
        .fill(/^ {4}(\d{4} \d{4})\r?$/m.exec(text)?.[1] ?? '')
      await button(page, 'Use this code').click()
      await button(page, 'Create passkey').click()
      await button(page, 'Sign in with your new passkey').click()
      await page.getByText('Welcome back, Ann Helpless. Your new passkey works.').waitFor()
      expectNoComplaints(owner, first, second)
    })
  },
  { env: { ASSISTED: 'user' } },
)
