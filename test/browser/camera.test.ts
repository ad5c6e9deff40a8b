import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { enter } from '../../web/methods/pairing/approving/messages.ts'
import { launchBrowser, openDevice, PHONE } from '../support/browser.ts'
import {
  addSecurityKey,
  approve,
  createAndSignIn,
  expectNoComplaints,
  expectReplaced,
  signUp,
  typeReturnPin,
} from '../support/people.ts'
import { filmQr } from '../support/read-qr.ts'
import { describeOnOwnSites } from '../support/sites.ts'

/** What the page asks for there has no answer until the returned function is called. */
async function holdUp(page: Page, url: string): Promise<() => void> {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(url, async (route) => {
    await held
    await route.continue()
  })
  return letGo
}

describeOnOwnSites(
  'the camera of the approving page, with DUAL_PIN=always',
  (site) => {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-camera-'))
    const cameraFile = join(folder, 'camera.y4m')
    let browser: Browser
    before(async () => {
      browser = await launchBrowser({ cameraFile })
    })
    after(async () => {
      await browser?.close()
      rmSync(folder, { recursive: true })
    })

    it('reads the code off the other screen, and shows a PIN for both devices', async () => {
      const requesting = await openDevice(browser)
      const approving = await openDevice(browser, { viewport: PHONE })
      await signUp(approving.page, site.url, 'Alice Camera')
      await addSecurityKey(approving, 'Lost key')
      await requesting.page.goto(`${site.url}/lost-passkey`)
      await filmQr(requesting.page, cameraFile)
      await approving.page.goto(`${site.url}/approve`)
      const letGo = await holdUp(approving.page, '**/api/look')
      await approving.page.getByRole('button', { name: 'Scan QR code' }).click()
      // On a slow line, nobody is asked for the PIN of a code that was just read.
      await approving.page.getByRole('button', { name: enter.checking }).waitFor()
      expect(await approving.page.getByRole('textbox').count()).to.equal(0)
      letGo()
      await approving.page.getByRole('button', { name: 'Continue' }).click()
      await typeReturnPin(approving.page, requesting.page)
      await approve(approving.page, 'Lost key')
      await createAndSignIn(requesting.page, 'Alice Camera')
      await expectReplaced(requesting.page, 'Lost key')
      expectNoComplaints(requesting, approving)
    })
  },
  { env: { DUAL_PIN: 'always' } },
)
