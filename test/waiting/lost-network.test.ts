import { setTimeout as wait } from 'node:timers/promises'
import { startCuttableProxy } from '../support/cuttable-proxy.ts'
import { browserDevices } from '../support/devices.ts'
import {
  addSecurityKey,
  approve,
  createAndSignIn,
  expectReplaced,
  scanAndContinue,
  signUp,
} from '../support/people.ts'
import { embeddedSite, type Site, sharedSite } from '../support/sites.ts'

/** Longer than any reconnect attempt, and within the minute that a page has to come back. */
const CUT_MS = 40_000

describe('a requesting page that loses its network', () => {
  const sites = [embeddedSite(), sharedSite()]
  const open = browserDevices()

  async function loseAndRecover(site: Site, account: string): Promise<void> {
    const network = await startCuttableProxy()
    try {
      const requesting = await open({ proxy: network.url })
      const approving = await open()
      await signUp(approving.page, site.url, account)
      await addSecurityKey(approving, 'Lost key')
      await requesting.page.goto(`${site.url}/lost-passkey`)
      await scanAndContinue(approving.page, requesting.page)
      await requesting.page.getByText('Code accepted. Waiting for approval.').first().waitFor()

      network.cut()
      const away = wait(CUT_MS)
      await requesting.page.getByText('The connection was lost.').waitFor()
      await approve(approving.page, 'Lost key')
      // The time itself is what is tested: there is no event that says that 40 s have passed.
      await away
      network.mend()

      await createAndSignIn(requesting.page, account)
      await expectReplaced(requesting.page, 'Lost key')
    } finally {
      await network.close()
    }
  }

  it('goes on where it was after 40 s, approved meanwhile, on either set of stores', async () => {
    await Promise.all(sites.map((site, at) => loseAndRecover(site, `Alice Away ${at}`)))
  })
})
