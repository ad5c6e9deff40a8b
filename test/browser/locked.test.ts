import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { eventually } from '../contract/eventually.ts'
import { expectAccessible } from '../support/accessible.ts'
import { type BrowserDevice, PHONE } from '../support/browser.ts'
import { startCuttableProxy } from '../support/cuttable-proxy.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn, tabAndPress } from '../support/keyboard.ts'
import { newAddress } from '../support/new-address.ts'
import { expectNoComplaints, signIn, signUp } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { embeddedSite, sharedSite } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { name, level: 1, exact: true })
const qrCode = (page: Page) => page.getByRole('img', { name: 'QR code' })

describe('a code that two accounts use, where that locks', () => {
  const site = sharedSite({ env: { ON_CONTENTION: 'lock' } })
  const open = browserDevices()
  let lost: BrowserDevice
  let mallory: BrowserDevice
  let alice: BrowserDevice

  beforeEach(async () => {
    ;[lost, mallory, alice] = await Promise.all([
      open(),
      open({ viewport: PHONE }),
      open({ viewport: PHONE }),
    ])
    await lost.page.clock.install()
    await mallory.page.clock.install()
  })

  /** Both have seen the code before one of them goes on. */
  async function contend(names: string): Promise<void> {
    await signUp(mallory.page, site.url, `Mallory ${names}`)
    await signUp(alice.page, site.url, `Alice ${names}`)
    await lost.page.goto(`${site.url}/lost-passkey`)
    const code = await readQr(lost.page)
    await Promise.all([mallory, alice].map(({ page }) => page.goto(code)))
    await button(mallory.page, 'Continue').click()
    await heading(lost.page, /PIN from your other device|Code accepted/).waitFor()
    await button(alice.page, 'Continue').click()
    await heading(lost.page, 'Locked for 60 min').waitFor()
  }

  it('the page says for how long, what is not locked, and what works in the meantime', async () => {
    const { page } = lost
    await contend('Waits')
    await page.getByText('Someone else used the code on this screen too').waitFor()
    await page.getByText('You can still sign in, and no passkey was added to your account.').waitFor()
    expect(await qrCode(page).count()).to.equal(0)
    for (const fold of await page.locator('summary').all()) await fold.click()
    await button(page, 'Use the passkey on my phone').waitFor()
    await page.getByText('Choose “Add a passkey” under “Passkeys” there.').waitFor()
    await page.getByRole('link', { name: 'Sign in with a passkey' }).waitFor()
    await expectAccessible(page, 'locked page')
    await heading(mallory.page, 'Someone else used the same code').waitFor()
    await alice.page.getByText('Did someone send you this code').waitFor()
    await page.reload()
    await heading(page, 'Locked for 60 min').waitFor()
    // The lock is of the pairing: who has a passkey signs in.
    await signIn(alice.page, site.url)
    expectNoComplaints(lost, mallory, alice)
  })

  it('the heading counts down without taking the focus, and the page goes on when the lock has ended', async () => {
    const { page } = lost
    await contend('Returns')
    await focusOn(heading(page, 'Locked for 60 min'))
    const fold = page.locator('summary', { hasText: 'New phone?' })
    await tabAndPress(page, fold)
    // Not answered for a while: a server, whose clock has not moved, would say 60 minutes again.
    site.redis!.pause()
    try {
      await page.clock.fastForward('18:00')
      await heading(page, /^Locked for 4[12] min$/).waitFor()
      await page.waitForFunction(() => /^Locked for 4[12] min · Rekey$/.test(document.title))
      await focusOn(fold)
    } finally {
      site.redis!.resume()
    }
    // An admin releases it: all that the store knew of the lock is gone.
    await site.redis!.flush()
    // A look that is under way now may still say that it is locked. Then the page looks again after five minutes, but
    // each look gets the time to be answered: otherwise the lock is over by the clock of the page first.
    const goesOn = async () => {
      await page.clock.fastForward('05:00')
      const shown = qrCode(page).waitFor({ timeout: 3_000 })
      return shown.then(
        () => true,
        () => false,
      )
    }
    await eventually('the page goes on', goesOn, 15_000)
    await focusOn(heading(page, 'Lost your passkey?'))
    await page.getByText('Someone else used the last code. Here’s a new code.').waitFor()
  })

  it('seconds are shown in the last minute, and then it waits for a tap to start again', async () => {
    const { page } = lost
    await contend('Counts')
    // Not answered any more, so that the time of this page alone decides what it shows.
    site.redis!.pause()
    try {
      await page.clock.fastForward('59:15')
      await heading(page, /^Locked for 4\d s$/).waitFor()
      await page.clock.fastForward('01:00')
      await heading(page, 'The lock is over').waitFor()
      await button(page, 'Start again').waitFor()
    } finally {
      site.redis!.resume()
    }
  })

  it('an account that was in it hears for how long it cannot approve, and what works all the same', async () => {
    const { page } = mallory
    await contend('Scans')
    await button(page, 'Scan or type another code').click()
    await page.getByRole('textbox', { name: 'PIN', exact: true }).fill('K7Q2-9XWD')
    await button(page, 'Continue').click()
    await focusOn(heading(page, 'Your account can’t approve for another 60 min'))
    await page.getByText('You can still sign in, and you can add a passkey').waitFor()
    await expectAccessible(page, 'locked account')
    await page.clock.fastForward('18:00')
    await heading(page, /^Your account can’t approve for another 4[12] min$/).waitFor()
    await page.clock.fastForward('42:01')
    await heading(page, 'Your account can approve again').waitFor()
    await button(page, 'Scan or type another code').click()
    await page.getByRole('textbox', { name: 'PIN', exact: true }).waitFor()
    await page.goto(`${site.url}/account`)
    await button(page, 'Add a passkey').waitFor()
    await page
      .getByRole('region', { name: 'Security news' })
      .getByText('Codes got mixed up, so approving was locked for a while.')
      .waitFor()
  })
})

describe('two pages of one network, where that locks', () => {
  const site = embeddedSite({ env: { ON_CONTENTION: 'lock', LOCK_ON: 'requests', LOCK_MINUTES: '42' } })
  const open = browserDevices()

  it('both go to the lock by themselves, and neither blames anybody', async () => {
    const network = await startCuttableProxy(newAddress())
    try {
      const [{ page: first }, { page: second }] = await Promise.all([
        open({ proxy: network.url }),
        open({ proxy: network.url }),
      ])
      await first.goto(`${site.url}/lost-passkey`)
      await qrCode(first).waitFor()
      await second.goto(`${site.url}/lost-passkey`)
      for (const page of [first, second]) {
        await heading(page, 'Locked for 42 min').waitFor()
        await page.getByText('Two requests came so close together').waitFor()
        expect(await qrCode(page).count()).to.equal(0)
      }
    } finally {
      await network.close()
    }
  })
})
