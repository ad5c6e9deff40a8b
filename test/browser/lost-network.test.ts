import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { launchBrowser, openDevice, PHONE } from '../support/browser.ts'
import { type CuttableProxy, startCuttableProxy } from '../support/cuttable-proxy.ts'
import {
  addSecurityKey,
  approve,
  createAndSignIn,
  expectReplaced,
  scanAndContinue,
  signUp,
} from '../support/people.ts'
import { describeOnBothSets } from '../support/sites.ts'

/** Longer than any reconnect attempt, and within the minute that a page has to come back. */
const CUT_MS = 40_000

describeOnBothSets('a requesting page that loses its network', (site) => {
  let browser: Browser
  let network: CuttableProxy
  before(async () => {
    browser = await launchBrowser()
    network = await startCuttableProxy()
  })
  after(async () => {
    await browser?.close()
    await network?.close()
  })

  it('goes on where it was, when approval came while it was away for 40 s', async () => {
    const requesting = await openDevice(browser, { proxy: network.url })
    const approving = await openDevice(browser, { viewport: PHONE })
    await signUp(approving.page, site.url, 'Alice Away')
    await addSecurityKey(approving, 'Lost key')
    await requesting.page.goto(`${site.url}/lost-passkey`)
    await scanAndContinue(approving.page, requesting.page)
    await requesting.page.getByText('Scanned. Waiting for approval.').first().waitFor()

    network.cut()
    const away = wait(CUT_MS)
    await requesting.page.getByText('The connection is lost.').waitFor()
    await approve(approving.page, 'Lost key')
    // The time itself is what is tested: there is no event that says that 40 s have passed.
    await away
    network.mend()

    await createAndSignIn(requesting.page, 'Alice Away')
    await expectReplaced(requesting.page, 'Lost key')
  })
})
