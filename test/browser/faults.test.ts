import type { Page } from 'playwright-core'
import { startCuttableProxy } from '../support/cuttable-proxy.ts'
import { browserDevices } from '../support/devices.ts'
import { signIn, signUp } from '../support/people.ts'
import { sharedSite } from '../support/sites.ts'

const qrCode = (page: Page) => page.getByRole('img', { name: 'QR code' })

describe('faults behind the pages', () => {
  const site = sharedSite()
  const open = browserDevices()

  it('with Redis away the page says so and comes back by itself; sign-in works meanwhile', async () => {
    const [lost, owner] = await Promise.all([open(), open()])
    await signUp(owner.page, site.url, 'Alice Redis')
    await lost.page.goto(`${site.url}/lost-passkey`)
    await qrCode(lost.page).waitFor()
    site.redis!.pause()
    try {
      await lost.page.reload()
      await lost.page.getByText('The server cannot reach its store just now.').waitFor()
      await signIn(owner.page, site.url)
    } finally {
      site.redis!.resume()
    }
    await qrCode(lost.page).waitFor()
  })

  it('a page that gets no connection from the start says so, and shows its code when it can', async () => {
    const network = await startCuttableProxy()
    try {
      const { page } = await open({ proxy: network.url })
      network.cut('sockets')
      await page.goto(`${site.url}/lost-passkey`)
      await page.getByText('The connection is lost.').waitFor()
      network.mend()
      await qrCode(page).waitFor()
    } finally {
      await network.close()
    }
  })

  it('when its server restarts, the page says so and shows a code again by itself', async () => {
    const { page } = await open()
    const node = site.nodes[0]!
    await page.goto(`${site.url}/lost-passkey`)
    await qrCode(page).waitFor()
    await node.stop()
    await page.getByText('The server is restarting.').waitFor()
    await site.start({ port: node.port })
    await page.getByText('The server is restarting.').waitFor({ state: 'hidden' })
    await qrCode(page).waitFor()
  })
})
