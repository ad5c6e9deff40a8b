import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { openPage, proveOn } from '../protocol/scene.ts'
import { setRole } from '../support/admin-people.ts'
import type { BrowserDevice } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { type PageDevice, qrAddress, viewOf } from '../support/page-device.ts'
import { approve, expectNoComplaints, passkeyRows, signUp } from '../support/people.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeAttacks } from './support/attacked-sites.ts'

/** Runs wherever a page puts it into itself as markup. */
const SCRIPT = '<img src=x onerror="window.injected=alert(1)">'
/** Looks like a line of the log, wherever one is broken. */
const LINE = '{"level":60,"msg":"forged"}'
const HOSTILE = `${SCRIPT}${LINE} Chrome/120.0`

describeAttacks('attacks by every text that a device can choose', 'shared', (site) => {
  const stores = siteStores(site)
  const open = browserDevices()
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

  it('#52 text stays text in the dialog, the account, the console and the log; nothing is added by it', async () => {
    const [phone, laptop] = await Promise.all([open(), open({ userAgent: HOSTILE })])
    let dialogs = 0
    for (const { page } of [phone, laptop]) {
      page.on('dialog', (dialog) => {
        dialogs += 1
        void dialog.dismiss()
      })
    }
    await signUp(phone.page, site.url, SCRIPT)
    await renameOnly(phone.page, SCRIPT)
    await passkeyRows(phone.page).getByRole('heading', { name: SCRIPT }).waitFor()
    await expectText(phone)

    // The requesting page shows the name that was typed on it, and later the account's own.
    await laptop.page.goto(`${site.url}/lost-passkey`)
    await button(laptop.page, 'Use a PIN instead').click()
    await laptop.page.getByRole('textbox', { name: 'Account name' }).fill(SCRIPT)
    await button(laptop.page, 'Show PIN').click()
    await laptop.page.getByLabel('PIN', { exact: true }).waitFor()
    await expectText(laptop)

    const page = await openPage(site, {
      headers: { 'user-agent': HOSTILE, 'x-forwarded-for': SCRIPT, referer: SCRIPT },
    })
    await phone.page.goto(qrAddress(site.url, page.view))
    await button(phone.page, 'Continue').click()
    const dialog = phone.page.getByRole('dialog')
    await dialog.getByText(SCRIPT, { exact: true }).first().waitFor()
    await expectText(phone)
    await approve(phone.page)
    await page.until((view) => view.state === 'approved')
    const device = await registerHostile(page)
    await phone.page.goto(`${site.url}/account`)
    await phone.page.getByText('passkey was added by recovery').first().waitFor()
    expect(await passkeyRows(phone.page).count()).to.equal(2)
    await expectText(phone)

    await setRole(stores, SCRIPT, 'granted')
    await phone.page.goto(`${site.url}/admin`)
    await button(phone.page, 'Confirm with a passkey').click()
    await phone.page.getByRole('region', { name: 'Overview', exact: true }).waitFor()
    await expectText(phone)

    expect(dialogs).to.equal(0)
    expectNoComplaints(phone, laptop)
    await hostileRequests(device)
    for (const { process } of site.nodes) expectCleanLog(process.output())
  })

  it('#52 a script that ran all the same could add no passkey: that takes a step-up by the person', async () => {
    const { page } = await open()
    // The loader of these tests names functions by this helper, which no page has.
    await page.addInitScript('globalThis.__name = (one) => one')
    await signUp(page, site.url, 'Carol of the scripts')
    const answers = await page.evaluate(async () => {
      const post = async (path: string, body: object) => {
        const headers = { 'content-type': 'application/json' }
        const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
        return { status: answer.status, body: await answer.json() }
      }
      // It may ask for a step-up, and has to make up the answer.
      const offer = (await post('/api/step-up', { action: { do: 'add-passkey' } })).body
      const { id } = offer.options.allowCredentials[0]
      const response = { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' }
      const assertion = { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
      const { status, body } = await post('/api/passkeys/options', {
        stepUp: { challengeId: offer.challengeId, assertion },
      })
      return [(await post('/api/passkeys/options', {})).status, status, body.error.code, document.cookie]
    })
    expect(answers).to.deep.equal([400, 403, 'step_up_refused', ''])
    expect(await passkeyRows(page).count()).to.equal(1)
  })

  async function renameOnly(page: Page, name: string): Promise<void> {
    await passkeyRows(page).first().getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('textbox', { name: 'New name' }).fill(name)
    await button(page, 'Save').click()
  }

  /** Registers with transports that no authenticator has, and signs in. */
  async function registerHostile(page: PageDevice): Promise<SignedInDevice> {
    const device = new SignedInDevice(site.url, { userAgent: HOSTILE })
    const offer = await page.registerOptions()
    if (!offer.ok) throw new Error(offer.error.code)
    const { id, response } = device.authenticator.create(offer.options)
    const { clientDataJSON, attestationObject } = response
    const body = {
      credentialId: id,
      clientDataJSON,
      attestationObject,
      transports: ['<img src=x>', '__proto__'],
    }
    viewOf(await page.send('register', page.message('register', body)))
    await proveOn({ newDevice: device } as never)
    return device
  }

  /** Whatever may end up in a log line. */
  async function hostileRequests(device: SignedInDevice): Promise<void> {
    const headers = {
      ...device.headers,
      'x-forwarded-for': `${LINE}, ${SCRIPT}`,
      referer: SCRIPT,
      origin: SCRIPT,
    }
    for (const path of [
      `/${encodeURIComponent(`\r\n${LINE}`)}`,
      `/approve?q=${encodeURIComponent(LINE)}`,
      '/%0d%0aX: 1',
    ]) {
      await fetch(site.url + path, { headers })
      await fetch(site.url + path, { method: 'POST', headers, body: LINE })
    }
  }
})

/** Nothing ran, and nothing was even tried: an image would have been refused, and that complained of. */
async function expectText({ page }: BrowserDevice): Promise<void> {
  expect(await page.evaluate(() => 'injected' in window)).to.equal(false)
  expect(await page.locator('img[src="x"]').count()).to.equal(0)
  expect(await page.locator('script:not([src])').count()).to.equal(0)
}

/** Every line is one of ours, whole, and none repeats what a stranger wrote. */
function expectCleanLog(output: string): void {
  const lines = output.split('\n').filter((line) => line.startsWith('{'))
  expect(lines.length).to.be.above(10)
  for (const line of lines) expect(JSON.parse(line)).to.include.keys('level', 'msg')
  expect(output).to.not.include('forged').and.to.not.include('onerror')
}
