import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { ErrorCode } from '../../shared/errors.ts'
import { startCuttableProxy } from '../support/cuttable-proxy.ts'
import { browserDevices } from '../support/devices.ts'
import { holdableLine } from '../support/holdable-line.ts'
import { signIn, signUp } from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
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
      await lost.page.getByText('The server can’t reach its database right now.').waitFor()
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
      await page.getByText('This page can’t connect to the server.').waitFor()
      network.mend()
      await qrCode(page).waitFor()
    } finally {
      await network.close()
    }
  })

  it('[P130] while the line is down no code is shown, nor a clock that runs; what lasts is said so', async () => {
    const network = await startCuttableProxy()
    try {
      const { page } = await open({ proxy: network.url })
      await page.clock.install()
      await page.goto(`${site.url}/lost-passkey`)
      await qrCode(page).waitFor()
      network.cut()
      await page.getByText('The connection was lost.').waitFor()
      await page.getByText('Hidden until the connection is back.').waitFor()
      expect([await qrCode(page).count(), await page.getByRole('timer').count()]).to.deep.equal([0, 0])
      await page.clock.fastForward(31_000)
      await page.getByText('We still can’t reach the server.').waitFor()
      await page.getByText('Keep this page open; we’ll keep trying.').waitFor()
      network.mend()
      await qrCode(page).waitFor()
      await page.getByText(/^Code expires in/).waitFor()
    } finally {
      await network.close()
    }
  })

  it('[P129] [A113] the account page says that it is not kept up to date, and why, and when it is again', async () => {
    const network = await startCuttableProxy()
    try {
      const { page } = await open({ proxy: network.url })
      await signUp(page, site.url, 'Alice Afar')
      await page.clock.install()
      network.cut('sockets')
      await page.reload()
      await page.getByText('This page can’t update automatically.').waitFor()
      await page.clock.fastForward(31_000)
      // The server itself was reached.
      expect(await page.getByText('We still can’t reach the server.').count()).to.equal(0)
      await page.getByText('This page can’t update automatically.').waitFor()
      network.mend()
      // The next try to connect need not be waited for.
      await page.clock.fastForward(6_000)
      await page.getByText('Connected again. This page is up to date.').waitFor()
      await page.getByText('This page can’t update automatically.').waitFor({ state: 'hidden' })
      network.cut()
      await page.getByText('This page may be out of date.').waitFor()
      await page.clock.fastForward(31_000)
      await page.getByText('Connected again.').waitFor({ state: 'hidden' })
      await page.getByText('We still can’t reach the server.').waitFor()
      network.mend()
      await page.clock.fastForward(6_000)
      await page.getByText('Connected again. This page is up to date.').waitFor()
      await page.getByText('We still can’t reach the server.').waitFor({ state: 'hidden' })
    } finally {
      await network.close()
    }
  })

  it('the approving page whose first question got no answer tries again, at a press and when the line is back', async () => {
    const { page } = await open()
    const signIn = page.getByRole('heading', { level: 1, name: 'Sign in to continue' })
    for (const wayOn of ['press', 'line'] as const) {
      await page.route('**/api/session', (route) => route.abort())
      await page.goto(`${site.url}/approve`)
      const again = page.getByRole('button', { name: 'Try again', exact: true })
      await again.click()
      await again.waitFor()
      await page.unroute('**/api/session')
      if (wayOn === 'press') await again.click()
      else {
        await page.context().setOffline(true)
        await page.context().setOffline(false)
      }
      await signIn.waitFor()
    }
  })

  it('[P129] what refuses the line of the approving page says so only until it is back', async () => {
    const [lost, phone] = await Promise.all([open(), open()])
    const line = await holdableLine(phone.page)
    await signUp(phone.page, site.url, 'Alice Refused')
    await lost.page.goto(`${site.url}/lost-passkey`)
    await phone.page.goto(await readQr(lost.page))
    const said = {
      store_away: 'The server can’t reach its database right now.',
      internal: 'The connection was lost.',
    }
    for (const [code, words] of Object.entries(said)) {
      await phone.page.getByRole('button', { name: 'Continue', exact: true }).waitFor()
      line.refuse(code as ErrorCode)
      line.end()
      await phone.page.getByText(words).waitFor()
      line.refuse(null)
      await phone.page.getByText(words).waitFor({ state: 'hidden' })
      expect(await phone.page.getByRole('alert').allInnerTexts()).to.deep.equal([])
    }
    await phone.page.getByRole('button', { name: 'Continue', exact: true }).click()
    await phone.page.getByRole('button', { name: 'Deny', exact: true }).waitFor()
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
