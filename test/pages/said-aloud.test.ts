import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { openConsole, region } from '../support/admin-people.ts'
import { openCase } from '../support/case-people.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn } from '../support/keyboard.ts'
import { noteUnheard } from '../support/note-unheard.ts'
import { signUp, typePinAndContinue } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite, embeddedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Notes, from the first script on, every time that is shown as left. */
function noteTimes(): void {
  const times = new Set<string>()
  Object.assign(window, { times })
  new MutationObserver(() => {
    for (const timer of document.querySelectorAll('[role=timer]')) times.add(timer.textContent)
  }).observe(document, { subtree: true, childList: true, characterData: true })
}

const timesOn = (page: Page) => page.evaluate(() => [...(window as unknown as { times: Set<string> }).times])

const unheardOn = (page: Page) => page.evaluate(() => (window as unknown as { unheard: string[] }).unheard)

describe('what is said of waiting and of PINs', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  it('a notice finds its region there before its words come, so that it is read out', async () => {
    const { page } = await open()
    await page.addInitScript(noteUnheard)
    await page.goto(`${site.url}/sign-in?why=session-ended`)
    await page.getByRole('status').getByText('You were signed out').waitFor()
    expect(await unheardOn(page)).to.deep.equal([])
    await page.goto(`${site.url}/lost-passkey`)
    await readQr(page)
    await button(page, 'Use a PIN instead').click()
    await page.getByRole('textbox', { name: 'Account name' }).fill('Alice Loads')
    await button(page, 'Show PIN').click()
    await page.getByText('The PIN and QR code now only work for the account “Alice Loads”.').waitFor()
    await page.reload()
    await page.getByRole('status').getByText('This page was loaded again').waitFor()
    expect(await unheardOn(page)).to.deep.equal([])
  })

  it('that a mail is on its way is read out, though the field for its code takes the focus', async () => {
    const { page } = await open()
    await page.addInitScript(noteUnheard)
    await page.goto(`${site.url}/email-code`)
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('nobody@example.com')
    await button(page, 'Send me a code').click()
    const said = page.getByRole('status').getByText('If nobody@example.com belongs to an account here')
    await said.waitFor()
    await focusOn(page.getByRole('textbox', { name: 'Code from the mail' }))
    await button(page, 'Ask for another mail').click()
    await focusOn(page.getByRole('textbox', { name: 'E-mail address' }))
    expect(await said.count()).to.equal(0)
    await button(page, 'I have a code').click()
    await page.getByRole('status').getByText('Type the code from the newest mail.').waitFor()
    expect(await unheardOn(page)).to.deep.equal([])
  })

  it('codes that have just come are not said to be good for longer than they are', async () => {
    const { page } = await open()
    await page.addInitScript(noteTimes)
    await page.goto(`${site.url}/lost-passkey`)
    await readQr(page)
    await button(page, 'Use a PIN instead').click()
    await page.getByRole('textbox', { name: 'Account name' }).fill('Alice Counts')
    await button(page, 'Show PIN').click()
    await button(page, 'New PIN').click()
    await page.getByText('PIN expires in about 5 minutes').waitFor()
    const times = await timesOn(page)
    expect(times).to.include.members(['Code expires in about 10 minutes', 'PIN expires in about 5 minutes'])
    expect(times.filter((time) => /about (11|6) minutes/.test(time))).to.deep.equal([])
  })

  it('a PIN that has run out is said in words of the usual size, on both devices', async () => {
    const [{ page: lost }, { page: phone }] = await Promise.all([open(), open()])
    await Promise.all([lost.clock.install(), phone.clock.install()])
    await signUp(phone, site.url, 'Alice Waits')
    await phone.goto(`${site.url}/approve`)
    await lost.goto(`${site.url}/lost-passkey`)
    await typePinAndContinue(phone, lost, 'Alice Waits')
    await phone.getByLabel('PIN for the other device').waitFor()
    await phone.clock.fastForward('02:01')
    expect(await sizeOfOver(phone)).to.equal(await sizeOfText(phone))
    await button(lost, 'That wasn’t me: get a new code').click()
    await lost.getByLabel('PIN', { exact: true }).waitFor()
    await lost.clock.fastForward('05:01')
    expect(await sizeOfOver(lost)).to.equal(await sizeOfText(lost))
  })
})

describe('what is said of contacts and cases', () => {
  const site = embeddedSite({ env: { ASSISTED: 'user' } })
  const stores = siteStores(site)
  const open = browserDevices()

  it('what is asked for on /contact, and what was found on the console, finds its region there', async () => {
    const [{ page }, { page: console }] = await Promise.all([open(), open()])
    await page.addInitScript(noteUnheard)
    await page.goto(`${site.url}/contact`)
    await button(page, 'I have a code').click()
    await page
      .getByRole('status')
      .getByText(/^Type the code that your contact reads to you/)
      .waitFor()
    expect(await unheardOn(page)).to.deep.equal([])
    await page.goto(`${site.url}/support-case`)
    const number = await openCase(page, 'Alice Helpless')
    await console.addInitScript(noteUnheard)
    await openConsole(console, site.url, stores, 'Alice Hears')
    const said = console.getByRole('status')
    for (const [typed, words] of [
      ['0000 0000', 'No open case has this number.'],
      [number, 'The case is found: Not checked.'],
    ] as const) {
      await region(console, 'Cases').getByRole('textbox', { name: 'Case number' }).fill(typed)
      await button(console, 'Find').click()
      await said.getByText(words).waitFor()
    }
    await button(console, 'Show all cases').click()
    await said.getByText('1 case is shown.').waitFor()
    expect(await unheardOn(console)).to.deep.equal([])
  })
})

function sizeOfOver(page: Page): Promise<string> {
  return page.getByText('This PIN has expired.').evaluate((element) => getComputedStyle(element).fontSize)
}

function sizeOfText(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).fontSize)
}
