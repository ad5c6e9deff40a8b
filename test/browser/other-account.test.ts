import type { Page } from 'playwright-core'
import { eventually } from '../contract/eventually.ts'
import { expectAccessible } from '../support/accessible.ts'
import { browserDevices } from '../support/devices.ts'
import { mailFile } from '../support/mail-files.ts'
import { signUp } from '../support/people.ts'
import { runSql } from '../support/run-sql.ts'
import { siteStores } from '../support/site-stores.ts'
import { embeddedSite } from '../support/sites.ts'
import { beginWithCode, getCodes } from '../support/way-back-people.ts'

const AGAIN = 'Start again for the other account'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

describe('a proof of another account than this browser keeps', () => {
  const site = embeddedSite()
  const stores = siteStores(site)
  const open = browserDevices()

  /** A browser that waits for one account, and another account with an address. */
  async function waiting(first: string, other: string) {
    const [{ page: owner }, { page: lost }, { page: third }] = await Promise.all([open(), open(), open()])
    await signUp(owner, site.url, first)
    const [code = ''] = await getCodes(owner)
    const older = await lost.context().newPage()
    await older.goto(`${site.url}/email-code`)
    await button(older, 'Send me a code').waitFor()
    await beginWithCode(lost, site, first, code)
    await signUp(third, site.url, other)
    const mailbox = `${other.toLowerCase().replace(' ', '.')}@example.com`
    await runSql(
      site,
      `insert into addresses (id, account_id, address, state, added_by, created_at, counts_since, tries_left)
       select '${mailbox}', id, '${mailbox}', 'counts', 'nobody', 1, 1, 0 from accounts where name = '${other}'`,
    )
    return { lost, older, mailbox }
  }
  async function refused(page: Page, first: string) {
    await page.getByText('This code or link is for another account.').waitFor()
    await page.getByText(`Here you’re getting back into ${first}.`).waitFor()
    await expectAccessible(page, 'a proof of another account')
  }
  async function ask(page: Page, mailbox: string, before = '') {
    await page.getByRole('textbox', { name: 'E-mail address' }).fill(mailbox)
    await button(page, 'Send me a code').click()
    let mailed = { code: before, link: '' }
    await eventually('a newer mail', async () => {
      const { text } = await mailFile(site, mailbox, 'wants to get back into your account')
      const code = /^ {4}(\d{4} \d{4})\r?$/m.exec(text)?.[1] ?? ''
      mailed = { code, link: /^https?:\S+\/email-link#[\w-]{22}/m.exec(text)?.[0] ?? '' }
      return code !== before
    })
    return mailed
  }

  it('[R74] is refused as a mailed code, as its link and as a link from support, until the person starts again', async () => {
    const { lost, mailbox } = await waiting('Ada First', 'Ada Other')
    await lost.getByRole('link', { name: 'I can read my e-mail' }).click()
    const { code, link } = await ask(lost, mailbox)
    await lost.getByRole('textbox', { name: 'Code from the mail' }).fill(code)
    await button(lost, 'Use this code').click()
    await refused(lost, 'Ada First')
    await lost.reload()
    await lost.getByText('Backup code accepted').waitFor()

    const account = await stores.sql.accounts.findByName('ada other')
    const { secret } = await stores.sql.operatorLinks.make(account!.id)
    await lost.goto(`${site.url}/recover#${secret}`)
    await button(lost, 'Make a new passkey').click()
    await refused(lost, 'Ada First')

    await lost.goto(link)
    await button(lost, 'That was me: continue').click()
    await refused(lost, 'Ada First')
    await button(lost, AGAIN).click()
    await heading(lost, 'Get a code by e-mail').waitFor()
    await lost.goto(`${site.url}/recover#${secret}`)
    await button(lost, 'Make a new passkey').click()
    await heading(lost, 'Create your new passkey').waitFor()
    await lost.getByText('Ada Other', { exact: true }).waitFor()
  })

  it('[R74] is refused in a window that was open before the recovery began, too', async () => {
    const { lost, older, mailbox } = await waiting('Bea First', 'Bea Other')
    const { code } = await ask(older, mailbox)
    await older.getByRole('textbox', { name: 'Code from the mail' }).fill(code)
    await button(older, 'Use this code').click()
    await older.getByText('This code or link is for another account.').waitFor()
    await lost.reload()
    await lost.getByText('Backup code accepted').waitFor()
    await button(older, AGAIN).click()
    await heading(older, 'Get a code by e-mail').waitFor()
  })
})
