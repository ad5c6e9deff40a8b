import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { eventually } from '../contract/eventually.ts'
import { expectAccessible } from '../support/accessible.ts'
import { PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn } from '../support/keyboard.ts'
import { mailFile } from '../support/mail-files.ts'
import { expectNoComplaints, signUp } from '../support/people.ts'
import { runSql } from '../support/run-sql.ts'
import { SignedPage } from '../support/signed-page.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { passTime } from '../support/way-back-people.ts'

const DAY = 24 * 60 * 60_000
const SAID = 'wants to get back into your account with this address'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

describeOnOwnSites('getting back in by e-mail, in the browser', (site) => {
  const open = browserDevices()

  /** Somebody who is signed in on one device and has an address, and a phone that has no passkey. */
  async function people(name: string, mailbox: string) {
    const [owner, lost] = await Promise.all([open(), open({ viewport: PHONE })])
    await signUp(owner.page, site.url, name)
    await runSql(
      site,
      `insert into addresses (id, account_id, address, state, added_by, created_at, counts_since, tries_left)
       select '${mailbox}', id, '${mailbox}', 'counts', 'nobody', 1, 1, 0 from accounts where name = '${name}'`,
    )
    return { owner, lost }
  }
  async function ask(page: Page, mailbox: string) {
    await page.getByRole('textbox', { name: 'E-mail address' }).fill(mailbox)
    await button(page, 'Send me a code').click()
    await page.getByText(`If ${mailbox} belongs to an account here, a mail is on its way.`).waitFor()
  }
  async function type(page: Page, code: string) {
    await page.getByRole('textbox', { name: 'Code from the mail' }).fill(code)
    await button(page, 'Use this code').click()
  }
  /** Code and link of a mail that is newer than the one before. */
  async function mailed(mailbox: string, before = '') {
    let code = before
    let link = ''
    await eventually('a newer mail', async () => {
      const { text } = await mailFile(site, mailbox, SAID)
      code = /^ {4}(\d{4} \d{4})\r?$/m.exec(text)?.[1] ?? ''
      link = /^https?:\S+\/email-link#[\w-]{22}/m.exec(text)?.[0] ?? ''
      return code !== before
    })
    return { code, link }
  }

  it('leads from the lost passkey over an unknown address and a wrong code to a new passkey', async () => {
    const { owner, lost } = await people('Ada Mailbox', 'ada.mailbox@example.com')
    const { page } = lost
    await page.goto(`${site.url}/lost-passkey`)
    await page.getByText('No other device?').click()
    await page.getByRole('link', { name: 'I can read my e-mail' }).click()
    await heading(page, 'Get a code by e-mail').waitFor()
    await expectAccessible(page, 'asking for a mail')
    await button(page, 'Send me a code').click()
    await page.getByText('Enter your e-mail address.').waitFor()
    await ask(page, 'nobody.at.all@example.com')
    await button(page, 'Ask for another mail').click()
    const address = page.getByRole('textbox', { name: 'E-mail address' })
    await focusOn(address)
    expect(await address.inputValue()).to.equal('nobody.at.all@example.com')
    await ask(page, 'Ada.Mailbox@Example.com')
    const { code } = await mailed('ada.mailbox@example.com')
    await expectAccessible(page, 'typing the code of a mail')
    await type(page, '1234')
    await page.getByText('Type the 8 digits from the mail.').waitFor()
    await type(page, code === '0000 0000' ? '0000 0001' : '0000 0000')
    await page.getByText(/^This isn’t the code of the newest mail/).waitFor()
    await type(page, code)
    await heading(page, /^Come back /).waitFor()
    await page.getByText('Mailed code accepted').waitFor()
    await owner.page.goto(`${site.url}/account`)
    await owner.page.getByText(/with a code that was mailed to one of your addresses/).waitFor()

    await passTime(site, 'Ada Mailbox', 7 * DAY + 60_000)
    await page.reload()
    await heading(page, 'The waiting time is over').waitFor()
    await ask(page, 'ada.mailbox@example.com')
    const { link } = await mailed('ada.mailbox@example.com', code)
    // In the browser that asked, the link goes on by itself after one press.
    const tab = await page.context().newPage()
    await tab.goto(link)
    await tab.getByText('Ada Mailbox', { exact: true }).waitFor()
    expect(tab.url()).to.equal(`${site.url}/email-link`)
    await button(tab, 'That was me: continue').click()
    await heading(tab, 'Create your new passkey').waitFor()
    await tab.close()
    await page.reload()
    await button(page, 'Create passkey').click()
    await button(page, 'Sign in with your new passkey').click()
    await page.getByText('Welcome back, Ada Mailbox. Your new passkey works.').waitFor()
  })

  it('says after the link where to come back to, and goes on there and at the address of the link', async () => {
    const { lost } = await people('Cleo Mailbox', 'cleo.mailbox@example.com')
    await lost.page.goto(`${site.url}/email-code`)
    await ask(lost.page, 'cleo.mailbox@example.com')
    const { link } = await mailed('cleo.mailbox@example.com')
    const page = await lost.page.context().newPage()
    await page.goto(link)
    await button(page, 'That was me: continue').click()
    await focusOn(heading(page, /^Come back /))
    await page.getByText(`${new URL(site.url).host}/email-code`, { exact: true }).waitFor()
    expect(page.url()).to.equal(`${site.url}/email-code`)
    await page.reload()
    await heading(page, /^Come back /).waitFor()
    // Without its secret, as after the browser was closed.
    await page.goto(`${site.url}/email-link`)
    await heading(page, /^Come back /).waitFor()
    expect(page.url()).to.equal(`${site.url}/email-code`)
  })

  it('[E15][E16] shows the code where nobody asked, after it has said who did', async () => {
    const { lost } = await people('Eve Mailbox', 'eve.mailbox@example.com')
    await lost.page.goto(`${site.url}/email-code`)
    await ask(lost.page, 'eve.mailbox@example.com')
    const { code, link } = await mailed('eve.mailbox@example.com')
    const elsewhere = await open()
    const { page } = elsewhere
    await page.goto(link)
    await heading(page, 'Your code').waitFor()
    await page.getByText('Eve Mailbox', { exact: true }).waitFor()
    await page.getByText(/^They asked today at .* on a device that says it’s .* \(network .*\)\.$/).waitFor()
    expect(page.url()).to.equal(`${site.url}/email-link`)
    expect(await page.getByText(code, { exact: true }).count()).to.equal(0)
    await expectAccessible(page, 'the link of a mail')
    await button(page, 'That was me: show the code').click()
    await focusOn(page.getByText(code, { exact: true }).locator('..'))
    await type(lost.page, code)
    await heading(lost.page, /^Come back /).waitFor()
    expectNoComplaints(elsewhere)
    await page.goto(`${site.url}/email-link`)
    await page.getByText('This page needs its link.').waitFor()
    const late = await open()
    await late.page.goto(link)
    await late.page.getByText('This link doesn’t work any more.').waitFor()
  })

  it('[E30] says how to go on when strangers had all mails of the day, and does', async () => {
    const mailbox = 'kay.mailbox@example.com'
    const { lost } = await people('Kay Mailbox', mailbox)
    for (let network = 0; network < 3; network += 1) {
      const stranger = new SignedPage(site.url)
      for (let asked = 0; asked < 5; asked += 1)
        expect((await stranger.askMail(mailbox)).status).to.equal(200)
    }
    const { page } = lost
    await page.goto(`${site.url}/email-code`)
    const address = page.getByRole('textbox', { name: 'E-mail address' })
    await address.fill(mailbox)
    await button(page, 'Send me a code').click()
    await page.getByText(/you needn’t wait: open the link of the newest one in this browser/).waitFor()
    await expectAccessible(page, 'a mail that has to wait')
    await page.goto((await mailed(mailbox)).link)
    await page.getByText('Trying to get back in yourself?').waitFor()
    await page.getByRole('link', { name: 'Ask for a mail of your own' }).click()
    await ask(page, mailbox)
  })

  it('[E23][E24] is switched off and on by its owner, and the verdict says what that means', async () => {
    const { owner } = await people('Joan Mailbox', 'joan.mailbox@example.com')
    const { page } = owner
    await page.goto(`${site.url}/account`)
    await page.getByText(/A code from a mail lets you back in, but only after 3 to 7 days/).waitFor()
    await page.getByText('On, with 1 address').click()
    await button(page, 'Switch off e-mail').click()
    const dialog = page.getByRole('dialog', { name: 'Switch off e-mail as a way back?' })
    await dialog.getByRole('button', { name: 'Keep it on' }).click()
    await button(page, 'Switch off e-mail').click()
    await expectAccessible(page, 'switching e-mail off')
    await dialog.getByRole('button', { name: 'Switch off' }).click()
    await page.getByText('E-mail can’t help you back in any more. You still get our notices.').waitFor()
    await button(page, 'Switch on e-mail').waitFor()
    expect(await page.getByText(/A code from a mail lets you back in/).count()).to.equal(0)
    await button(page, 'Switch on e-mail').click()
    await page.getByText('E-mail can help you back in now.').waitFor()

    // A week later it takes a week.
    await runSql(site, `update credentials set created_at = created_at - ${7 * DAY}`)
    await button(page, 'Switch off e-mail').click()
    await dialog.getByRole('button', { name: 'Switch off' }).click()
    await page
      .getByText(/^E-mail will be switched off /)
      .first()
      .waitFor()
    await page.getByText(/asked for it\. Until then, e-mail works\./).waitFor()
    await button(page, 'Keep e-mail on').click()
    await page.getByText('E-mail stays as it is.').waitFor()
    await page.getByText('On, with 1 address').waitFor()
    expectNoComplaints(owner)
  })
})
