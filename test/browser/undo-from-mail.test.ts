import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { mailFile } from '../support/mail-files.ts'
import { openSignedOut, signUp } from '../support/people.ts'
import { runSql } from '../support/run-sql.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { getCodes, typeCode } from '../support/way-back-people.ts'

const NAME = 'Ada Undone'
const MAILBOX = 'ada.undone@example.com'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

describeOnBothSets('undoing a recovery from its mail, in the browser', (site) => {
  const stores = siteStores(site)
  const open = browserDevices()

  async function createAndSignIn(page: Page) {
    await button(page, 'Create passkey').click()
    await button(page, 'Sign in with your new passkey').click()
    await page.getByText(`Welcome back, ${NAME}. Your new passkey works.`).waitFor()
  }

  it('leads an owner who has nothing but codes and a mailbox back in, and the stranger out [R59] [R60] [R70]', async () => {
    const owner = await open()
    await signUp(owner.page, site.url, NAME)
    const codes = await getCodes(owner.page)
    await runSql(
      site,
      `insert into addresses (id, account_id, address, state, added_by, created_at, counts_since, tries_left)
       select 'mailbox', id, '${MAILBOX}', 'counts', 'nobody', 1, 1, 0 from accounts where name = '${NAME}'`,
    )
    // Somebody talked the operator into a link.
    const account = await stores.sql.accounts.findByName(NAME.toLowerCase())
    const { secret } = await stores.sql.operatorLinks.make(account!.id)
    const stranger = await open()
    await stranger.page.goto(`${site.url}/recover#${secret}`)
    await button(stranger.page, 'Make a new passkey').click()
    await createAndSignIn(stranger.page)
    const theirs = (await stores.sql.credentials.list(account!.id)).at(-1)!

    // The owner's device is gone. The mail is read on a phone.
    const { text } = await mailFile(site, MAILBOX, 'a recovery of your account was completed')
    const link = /^Get back in and undo it:\r?\n(\S+)\r?$/m.exec(text)?.[1] ?? ''
    expect(link).to.equal(`${site.url}/lost-passkey`)
    const { page } = await open({ viewport: PHONE })
    await page.goto(link)
    await page.getByText('No other device?').click()
    await page.getByRole('link', { name: 'I have my backup codes' }).click()
    await typeCode(page, codes[0]!, NAME)
    await heading(page, /^Come back /).waitFor()
    await page.goto(`${site.url}/email-code`)
    await page.getByRole('textbox', { name: 'E-mail address' }).fill(MAILBOX)
    await button(page, 'Send me a code').click()
    const mail = await mailFile(site, MAILBOX, 'wants to get back into your account with this address')
    await page
      .getByRole('textbox', { name: 'Code from the mail' })
      .fill(/^ {4}(\d{4} \d{4})\r?$/m.exec(mail.text)?.[1] ?? '')
    await button(page, 'Use this code').click()
    await heading(page, 'Create your new passkey').waitFor()
    await page.getByRole('group', { name: theirs.name, exact: true }).getByLabel('Not mine, undo it').check()
    await page.getByText('It’s undone as soon as you’ve signed in').waitFor()
    await createAndSignIn(page)
    await page.getByText(/^Removed today at .*\. Until then, an older passkey can restore it\.$/).waitFor()
    expect(await page.getByText('A passkey will be removed').count()).to.equal(0)

    // In a tab of its own: the one that was signed in is told, and leaves by itself.
    await openSignedOut(await stranger.page.context().newPage(), site.url)
    const undone = (await stores.sql.credentials.list(account!.id)).find(({ id }) => id === theirs.id)
    expect(undone?.status).to.equal('suspended')

    // What was called stolen still waits to retire, so the new passkey stays, and its owner is told before any prompt.
    const mine = (await stores.sql.credentials.list(account!.id)).at(-1)!
    await runSql(site, `update credentials set probation_until = null where id = '${mine.id}'`)
    await page.reload()
    for (const [verb, title] of [
      ['Remove', `“${mine.name}” can’t be removed yet`],
      ['Report as stolen', `“${mine.name}” can’t be reported yet`],
    ] as const) {
      await button(page, `${verb} ${mine.name}`).click()
      const dialog = page.getByRole('dialog', { name: title })
      await dialog.getByText(`you said that “${theirs.name}” was lost or stolen`).waitFor()
      await button(page, 'Close').click()
    }
  })
})
