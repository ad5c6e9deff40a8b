import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn } from '../support/keyboard.ts'
import { expectNoComplaints, signUp } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { runSql } from '../support/run-sql.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { beginWithCode, getCodes, passTime, typeCode } from '../support/way-back-people.ts'

const DAY = 24 * 60 * 60_000
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

describeOnBothSets('getting back in by the word of a contact, in the browser', (site) => {
  const open = browserDevices()

  /** As if the agreement were a week old. */
  const letCount = (owner: string) =>
    runSql(
      site,
      `update recovery_contacts set counts_from = null, counts_since = agreed_at where account_id in (select id from accounts where name = '${owner}')`,
    )

  /** An owner with a contact who counts, and backup codes, and a phone that has no passkey. */
  async function people(name: string, friendName: string) {
    const [owner, friend, lost] = await Promise.all([
      open(),
      open({ viewport: PHONE }),
      open({ viewport: PHONE }),
    ])
    await signUp(owner.page, site.url, name)
    await signUp(friend.page, site.url, friendName)
    const codes = await getCodes(owner.page)
    await owner.page.getByRole('textbox', { name: 'Name of your contact on this site' }).fill(friendName)
    await button(owner.page, 'Ask them').click()
    await owner.page.getByText(/^No answer yet\. They see it on their account page until /).waitFor()
    await expectAccessible(owner.page, 'the account page with a contact who has not answered')
    await friend.page.getByText(`${name} asks you to be their recovery contact`).waitFor()
    await expectAccessible(friend.page, 'a request to be a contact')
    await button(friend.page, `Agree ${name}`).click()
    const dialog = friend.page.getByRole('dialog', { name: `Be a recovery contact of ${name}?` })
    await button(friend.page, 'Not now').waitFor()
    await expectAccessible(friend.page, 'agreeing to be a contact')
    await dialog.getByRole('button', { name: 'Agree', exact: true }).click()
    await friend.page.getByText(/^You can vouch for them from /).waitFor()
    await owner.page.getByText(/^Can vouch for you from /).waitFor()
    await letCount(name)
    return { owner, friend, lost, codes }
  }

  /** Shows the link on one screen, and vouches on the other. Gives the code that the contact reads out. */
  async function vouched(lost: Page, friend: Page, name: string, signsIn = false): Promise<string> {
    await button(lost, 'Show a code for my contact').click()
    await lost.getByRole('img', { name: 'QR code' }).scrollIntoViewIfNeeded()
    const link = await readQr(lost)
    expect(link).to.match(new RegExp(`^${site.url}/vouch#[\\w-]{22}$`))
    await friend.goto(link)
    await friend.waitForURL(`${site.url}/vouch`)
    if (signsIn) await button(friend, 'Sign in with a passkey').click()
    const dialog = friend.getByRole('dialog', { name: `${name} asks you to vouch for them` })
    await dialog.getByText(/^A device that says it’s /).waitFor()
    await expectAccessible(friend, 'the dialog of a contact')
    await dialog.getByRole('button', { name: 'Vouch for them', exact: true }).click()
    const code = friend.getByText(/^\d{4} \d{4}$/)
    await focusOn(code.locator('..'))
    await expectAccessible(friend, 'the code that a contact reads out')
    return code.innerText()
  }
  async function type(page: Page, code: string) {
    await page.getByRole('textbox', { name: 'Code from your contact' }).fill(code)
    await button(page, 'Use this code').click()
  }

  it('leads from the lost passkey over both people’s screens and a backup code to a new passkey', async () => {
    const name = 'Ada Contacted'
    const { owner, friend, lost, codes } = await people(name, 'Bo Contact')
    const { page } = lost
    await page.goto(`${site.url}/lost-passkey`)
    await page.getByText('No other device?').click()
    await page.getByRole('link', { name: 'Someone I trust can vouch for me' }).click()
    await heading(page, 'Ask someone to vouch for you').waitFor()
    await expectAccessible(page, 'asking for the word of a contact')
    await button(page, 'Show a code for my contact').click()
    await page.getByText('Enter the name of your account.').waitFor()
    await page.getByRole('textbox', { name: 'Account name' }).fill(name)
    const code = await vouched(page, friend.page, name)
    await expectAccessible(page, 'the link for a contact')
    await type(page, '1234')
    await page.getByText('Type the 8 digits that your contact reads to you.').waitFor()
    await type(page, code === '0000 0000' ? '0000 0001' : '0000 0000')
    await page.getByText(/^This isn’t the code that your contact sees/).waitFor()
    await type(page, code)
    await page.getByText('A contact vouched for you').waitFor()
    await owner.page.goto(`${site.url}/account`)
    await owner.page.getByText(/with the word of one of your recovery contacts/).waitFor()
    await page.getByRole('link', { name: 'I have my backup codes' }).click()
    await typeCode(page, codes[0] ?? '')
    await heading(page, /^Come back /).waitFor()

    await passTime(site, name, 3 * DAY + 60_000)
    await page.goto(`${site.url}/contact`)
    await heading(page, 'The waiting time is over').waitFor()
    await friend.page.context().clearCookies()
    const again = await vouched(page, friend.page, name, true)
    // The link is gone with a reload, and what the contact did is not.
    await page.reload()
    await button(page, 'I have a code').click()
    await page.getByText(/^Type the code that your contact reads to you\./).waitFor()
    await expectAccessible(page, 'the code of a contact alone')
    await type(page, again)
    await heading(page, 'Create your new passkey').waitFor()
    await button(page, 'Create passkey').click()
    await button(page, 'Sign in with your new passkey').click()
    await page.getByText(`Welcome back, ${name}. Your new passkey works.`).waitFor()
    expectNoComplaints(owner)
  })

  it('says that a second way counts, where the page waits before and after it', async () => {
    const name = 'Ev Contacted'
    const { friend, lost, codes } = await people(name, 'Flo Contact')
    const { page } = lost
    await beginWithCode(page, site, name, codes[0] ?? '')
    await page.goto(`${site.url}/contact`)
    await heading(page, /^Come back /).waitFor()
    await type(page, await vouched(page, friend.page, name))
    await page.getByText('Accepted. You’ve now shown in 2 ways that it’s you.').first().waitFor()
    await focusOn(heading(page, /^Come back /))
    await page.getByText('Can it go faster?').click()
    await page.getByText('Another way can make it faster. If you can, use it too:').waitFor()
  })

  it('[F22] says that a code was used where its answer got lost, and goes on with another one', async () => {
    const name = 'Ivy Contacted'
    const { friend, lost } = await people(name, 'Jo Contact')
    const { page } = lost
    await page.goto(`${site.url}/contact`)
    await page.getByRole('textbox', { name: 'Account name' }).fill(name)
    const code = await vouched(page, friend.page, name)
    await page.getByText(/After your contact has vouched, it works for 10 minutes\.$/).waitFor()
    await page.route('**/api/contact/prove', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await type(page, code)
    await page.getByText(/If this code is refused then, it was used: show a new code/).waitFor()
    await page.unroute('**/api/contact/prove')
    await button(page, 'Use this code').click()
    await page.getByText(/^This isn’t the code that your contact sees, it was used,/).waitFor()
    await button(page, 'Show a new code for my contact').click()
    await type(page, await vouched(page, friend.page, name))
    await page.getByText('A contact vouched for you').first().waitFor()
  })

  it('[F6] tells a contact whose passkeys are all newer than the agreement what helps', async () => {
    const name = 'Gil Contacted'
    const { friend, lost } = await people(name, 'Hal Contact')
    const { page } = lost
    await friend.page.reload()
    await friend.page.getByText('You can vouch for them.', { exact: true }).waitFor()
    await runSql(
      site,
      `update recovery_contacts set agreed_at = agreed_at - ${DAY} where account_id in (select id from accounts where name = '${name}')`,
    )
    await friend.page.reload()
    await friend.page.getByText(/^With the passkeys that work now, you can’t vouch for them/).waitFor()
    await page.goto(`${site.url}/contact`)
    await page.getByRole('textbox', { name: 'Account name' }).fill(name)
    await button(page, 'Show a code for my contact').click()
    const link = await readQr(page)
    await friend.page.goto(link)
    await button(friend.page, 'Vouch for them').click()
    const refusal = friend.page.getByRole('dialog').getByRole('alert')
    await refusal.getByText('This passkey is newer than your agreement.').waitFor()

    // Nor does another try help in the 7 days after they agreed.
    await runSql(
      site,
      `update recovery_contacts set counts_since = null, counts_from = agreed_at + ${7 * DAY} where account_id in (select id from accounts where name = '${name}')`,
    )
    await friend.page.goto(`${site.url}/account`)
    await friend.page.goto(link)
    await friend.page.getByText('You can’t vouch for this person yet.').waitFor()
    expect(await button(friend.page, 'Try again').count()).to.equal(0)
  })

  it('ends where the contact says that it isn’t them, and is no link for anybody else', async () => {
    const name = 'Cy Contacted'
    const { owner, friend, lost } = await people(name, 'Di Contact')
    const { page } = lost
    await page.clock.install()
    await page.goto(`${site.url}/contact`)
    await page.getByRole('textbox', { name: 'Account name' }).fill(name)
    await button(page, 'Show a code for my contact').click()
    await focusOn(page.getByRole('list').filter({ hasText: 'Call your contact, or meet them.' }))
    const link = await readQr(page)
    const until = page.getByText(/^It works until /)
    const said = await until.innerText()
    await page.clock.runFor(10 * 60_000)
    expect(await until.innerText()).to.equal(said)
    await page.getByText('Send them a link instead').click()
    expect(await page.getByRole('textbox', { name: 'Link for your contact' }).inputValue()).to.equal(link)
    await button(page, 'Show a new code for my contact').click()
    const again = page.getByRole('textbox', { name: 'Account name' })
    await focusOn(again)
    expect(await again.inputValue()).to.equal(name)
    await owner.page.goto(link)
    await owner.page.getByText('This link doesn’t work.').waitFor()
    await owner.page.getByText('Do you have another account here that was asked?').waitFor()
    await button(owner.page, 'Sign in with a passkey').waitFor()
    await expectAccessible(owner.page, 'a link that isn’t for this account')
    await friend.page.goto(link)
    await button(friend.page, 'Not now').click()
    const deny = button(friend.page, 'This isn’t them')
    // The link ran out while they looked at it: that's no scam.
    await friend.page.route('**/api/vouch/deny', (route) =>
      route.fulfill({ status: 404, json: { error: { code: 'code_invalid' } } }),
    )
    await deny.click()
    await friend.page.getByText('Ask them for a new one.').waitFor()
    expect(await friend.page.getByText('scam').count()).to.equal(0)
    await friend.page.unroute('**/api/vouch/deny')
    await deny.click()
    await focusOn(friend.page.getByText(/^Thank you\. This link no longer works/).locator('..'))
    await owner.page.goto(`${site.url}/account`)
    await owner.page.getByText(/They said it wasn’t you\./).waitFor()
    await friend.page.goto(`${site.url}/vouch`)
    await friend.page.getByText('This page needs its link.').waitFor()
    await friend.page.goto(`${site.url}/account`)
    await button(friend.page, `Stop being their contact ${name}`).click()
    await owner.page.getByText('You have none yet.').waitFor()
  })
})
