import '../support/a-reader.ts'
import { expect } from 'chai'
import { errorWords } from '../../web/messages/errors.ts'
import { linkWords } from '../../web/messages/link.ts'
import { approveNeedWords, forgets, needWords } from '../../web/needs/messages.ts'
import { scanner } from '../../web/scanner/messages.ts'
import { newName } from '../protocol/scene.ts'
import { type FirefoxDevice, firefoxDevices, type Prefs } from '../support/firefox.ts'
import { find, findAll, focusIsOn, press, readQrOf, sees, shows } from '../support/firefox-page.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { expectNoComplaints } from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

describe('what Firefox can be told to keep from pages', () => {
  const site = commonSite('embedded')

  /** A test of the pages in a Firefox with these settings, where someone may be signed in. */
  function withPrefs(
    title: string,
    prefs: Prefs,
    test: (device: FirefoxDevice, name: string) => Promise<void>,
  ) {
    describe('with its settings', () => {
      const open = firefoxDevices(prefs)
      it(title, async () => {
        const device = await open()
        const owner = await new PasskeyDevice(site.url).signUp(newName())
        await device.lend(owner, site.url)
        await test(device, owner.name)
        expectNoComplaints(device)
      })
    })
  }

  const cookieless = { 'network.cookie.cookieBehavior': 2 }
  withPrefs('[P123] no cookies: that is said before a code is shown', cookieless, async ({ page }) => {
    for (const path of ['/lost-passkey', '/approve', '/sign-in', '/sign-up']) {
      await page.goto(site.url + path)
      await sees(page, needWords.cookies.sentence)
      expect(await findAll(page, 'image', 'QR code'), path).to.have.length(0)
    }
  })

  const forgetful = { 'dom.storage.enabled': false }
  withPrefs(
    '[P124] no storage: the code is shown, with a word about reloading',
    forgetful,
    async ({ page }) => {
      await page.goto(`${site.url}/lost-passkey`)
      await sees(page, forgets.sentence)
      await readQrOf(page)
      await page.goto(`${site.url}/approve`)
      await sees(page, forgets.sentence)
      await find(page, 'textbox', 'PIN')
    },
  )

  const keyless = { 'security.webauth.webauthn': false }
  withPrefs('[P122] no passkeys: that is said, with the address to take along', keyless, async ({ page }) => {
    await page.goto(`${site.url}/lost-passkey`)
    await sees(page, needWords.passkeys.sentence)
    await find(page, 'button', 'Copy address')
    await page.goto(`${site.url}/approve`)
    await sees(page, approveNeedWords.passkeys.sentence)
  })

  const resisting = { 'privacy.resistFingerprinting': true }
  withPrefs(
    '[P106] no pictures: all works but the scanner, which says so',
    resisting,
    async ({ page }, name) => {
      await page.goto(`${site.url}/lost-passkey`)
      await readQrOf(page)
      await page.goto(`${site.url}/account`)
      await sees(page, name)
      await page.goto(`${site.url}/approve`)
      await press(page, 'Scan QR code')
      await sees(page, scanner.hidden.sentence)
      await find(page, 'textbox', 'PIN')
      await press(page, scanner.close)
      await focusIsOn(page, 'button', 'Scan QR code')
      expect(await shows(page, scanner.hidden.sentence)).to.equal(false)
    },
  )

  const originless = { 'network.http.sendOriginHeader': 0 }
  withPrefs(
    '[P108] no origin: that is said, and not that the address is wrong',
    originless,
    async ({ page }) => {
      await page.goto(`${site.url}/account`)
      await press(page, 'Sign out')
      await sees(page, errorWords({ code: 'origin_hidden' }).sentence)
      expect(await shows(page, errorWords({ code: 'origin_refused' }).sentence)).to.equal(false)
    },
  )

  const plainCode = { 'javascript.options.wasm': false, 'media.navigator.streams.fake': true }
  withPrefs(
    'no WebAssembly: the scanner says that it could not load',
    {
      ...plainCode,
      'media.navigator.permission.disabled': true,
    },
    async ({ page }) => {
      await page.goto(`${site.url}/approve`)
      await press(page, 'Scan QR code')
      await sees(page, scanner.noDecoder.sentence)
      await find(page, 'textbox', 'PIN')
    },
  )
})

describe('a network that lets no live connection through, in Firefox', () => {
  const site = commonSite('embedded')
  const open = firefoxDevices()

  it('[P129] is told from one that was lost, and the page goes on when it can', async () => {
    const { page, network } = await open()
    network.cut('sockets')
    await page.goto(`${site.url}/lost-passkey`)
    await sees(page, linkWords.unreached.sentence)
    network.mend()
    await readQrOf(page)
    expect(await shows(page, linkWords.unreached.sentence)).to.equal(false)
  })
})
