import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { browserDevices } from '../support/devices.ts'
import { focusOn, tabTo } from '../support/keyboard.ts'
import { addSecurityKey, scanAndContinue, signUp } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { embeddedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** The heading has the focus, and the window is called by it. */
async function arriveAt(page: Page, name: string): Promise<void> {
  await focusOn(page.getByRole('heading', { name, exact: true, level: 1 }))
  await page.waitForFunction((title) => document.title === title, `${name} · Rekey`)
}

describe('where the focus goes, and what is said aloud', () => {
  // A little more than the two minutes at which the time left is said for the first time.
  const site = embeddedSite({ lives: { claimable: 126_000 } })
  const open = browserDevices()

  async function claimed(account: string): Promise<[lost: Page, phone: Page]> {
    const [{ page: lost }, device] = await Promise.all([open(), open()])
    await signUp(device.page, site.url, account)
    await addSecurityKey(device, 'Lost key')
    await lost.goto(`${site.url}/lost-passkey`)
    await scanAndContinue(device.page, lost)
    return [lost, device.page]
  }

  it('comes to the new heading whenever the page goes on, whoever made it go on', async () => {
    const [lost, phone] = await claimed('Alice Follows')
    await arriveAt(lost, 'Code accepted. Waiting for approval.')
    await button(lost, 'That wasn’t me: get a new code').click()
    await arriveAt(lost, 'Lost your passkey?')
    await arriveAt(phone, 'This request has ended')

    await scanAndContinue(phone, lost)
    await focusOn(lost.getByRole('textbox', { name: 'PIN from your other device' }))
    await arriveAt(phone, 'Type this PIN on the other screen')
    await lost.keyboard.type((await phone.getByLabel('PIN for the other device').innerText()).trim())
    await arriveAt(lost, 'Code accepted. Waiting for approval.')
    await focusOn(button(phone, 'Deny'))
    await button(phone, 'Approve').and(phone.locator(':not([aria-disabled])')).click()
    await arriveAt(lost, 'Is this your account?')
    await arriveAt(phone, 'Now go back to your other screen')
    await button(lost, 'Create passkey').click()
    await arriveAt(lost, 'Passkey created. One step left.')
    await arriveAt(phone, 'Now sign in on your other screen')
    await button(phone, 'Stop: this wasn’t me').click()
    await arriveAt(phone, 'Request stopped and reported')
    await arriveAt(lost, 'Your other device reported this request')
  })

  it('stays in the dialog, where Escape is no answer', async () => {
    const [lost, phone] = await claimed('Alice Hesitates')
    const dialog = phone.getByRole('dialog', { name: 'Replace a passkey?' })
    const deny = dialog.getByRole('button', { name: 'Deny' })
    await focusOn(deny)
    // Round and back again: what lies behind never gets the focus.
    for (const way of ['Tab', 'Shift+Tab']) {
      for (let stops = 0; stops < 10; stops += 1) {
        await phone.keyboard.press(way)
        const behind = await phone.evaluate(() => document.activeElement?.closest('.shell-header, footer'))
        expect(behind).to.equal(null)
      }
    }
    await tabTo(phone, deny)
    await phone.keyboard.press('Escape')
    await focusOn(button(phone, 'Look at the request'))
    await phone.keyboard.press('Enter')
    await focusOn(deny)
    await phone.keyboard.press('Enter')
    await arriveAt(phone, 'Request denied')
    await arriveAt(lost, 'Your other device denied this request')
  })

  it('lets nobody approve before the dialog was in sight for a second', async () => {
    const [{ page: lost }, { page: phone }] = await Promise.all([open(), open()])
    await phone.clock.install()
    await signUp(phone, site.url, 'Alice Hurries')
    await lost.goto(`${site.url}/lost-passkey`)
    await phone.goto(await readQr(lost))
    await button(phone, 'Continue').waitFor()
    await phone.clock.pauseAt(await phone.evaluate(() => Date.now() + 1_000))
    await button(phone, 'Continue').click()
    const approve = button(phone, 'Approve')
    await approve.waitFor()
    await phone.clock.runFor(900)
    expect(await approve.getAttribute('aria-disabled')).to.equal('true')
    await phone.clock.runFor(200)
    expect(await approve.getAttribute('aria-disabled')).to.equal(null)
  })

  it('says the time left at few moments, and not every second', async () => {
    const { page } = await open()
    await page.clock.install()
    await page.goto(`${site.url}/lost-passkey`)
    await page.getByText('Code expires in about 2 minutes').waitFor()
    const said = await page.evaluateHandle(() => {
      const texts: string[] = []
      new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target instanceof Element ? target : target.parentElement
          const region = element?.closest('[role=status], [role=alert], [aria-live]')
          if (region?.textContent) texts.push(region.textContent)
        }
      }).observe(document, { subtree: true, childList: true, characterData: true })
      return texts
    })
    await page.clock.runFor(2_000)
    expect(await said.jsonValue()).to.deep.equal([])
    await page.clock.runFor(8_000)
    // The region changes twice for it: the sentence before goes, this one comes.
    expect([...new Set(await said.jsonValue())]).to.deep.equal(['Code expires in 2 minutes'])
    await page.clock.runFor(30_000)
    expect(new Set(await said.jsonValue())).to.have.length(1)
  })
})
