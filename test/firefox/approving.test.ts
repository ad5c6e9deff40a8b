import '../support/a-reader.ts'
import { expect } from 'chai'
import type { Page } from 'puppeteer-core'
import { linkWords } from '../../web/messages/link.ts'
import {
  approveEndWords,
  approveHeadings,
  codeInvalid,
  decide,
  enter,
  phishingHint,
  stop,
} from '../../web/methods/pairing/approving/messages.ts'
import { cameraFailureWords, scanner } from '../../web/scanner/messages.ts'
import { closeAfterwards, newName } from '../protocol/scene.ts'
import { type FirefoxDevice, firefoxDevices } from '../support/firefox.ts'
import {
  find,
  findAll,
  focusIsOn,
  press,
  readQrOf,
  retype,
  sees,
  shows,
  type,
} from '../support/firefox-page.ts'
import { PageDevice, qrAddress } from '../support/page-device.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { expectNoComplaints } from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

/** Holds a picture into the camera: Firefox's own would show a colour only. */
function showToCamera(base64: string): void {
  // The empty page that comes first has none.
  if (!navigator.mediaDevices) return
  navigator.mediaDevices.getUserMedia = async () => {
    const picture = await createImageBitmap(
      new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], { type: 'image/png' }),
    )
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: picture.width, height: picture.height })
    const context = canvas.getContext('2d')!
    setInterval(() => context.drawImage(picture, 0, 0), 50)
    return canvas.captureStream(10)
  }
}

describe('a device that approves, in Firefox', () => {
  const site = commonSite('embedded')
  const open = firefoxDevices()
  let phone: FirefoxDevice
  let owner: PasskeyDevice
  beforeEach(async () => {
    phone = await open()
    owner = await new PasskeyDevice(site.url).signUp(newName())
    await phone.lend(owner, site.url)
  })

  /** A page that lost its passkey, on another device. */
  async function lostPage(): Promise<PageDevice> {
    const page = closeAfterwards(await new PageDevice(site.url).connect())
    await page.open()
    return page
  }

  async function expectDialog(page: Page): Promise<void> {
    await find(page, 'dialog', 'Replace a passkey?')
    await sees(page, owner.name)
    await sees(page, decide.claimsOnly)
    await sees(page, decide.warn)
    await focusIsOn(page, 'button', 'Deny')
    await find(page, 'button', 'Approve')
  }

  it('opens a scanned link, shows who asks with the focus on Deny, and denies', async () => {
    const lost = await lostPage()
    await phone.page.goto(qrAddress(site.url, lost.view))
    await press(phone.page, 'Continue')
    await expectDialog(phone.page)
    // A scanned code is a secret, and stays in no history.
    expect(phone.page.url()).to.equal(`${site.url}/approve`)
    await press(phone.page, 'Deny')
    await find(phone.page, 'heading', approveEndWords.denied.sentence)
    await lost.until(({ state }) => state === 'denied')
    expectNoComplaints(phone)
  })

  it('takes a typed PIN, shows one for the other screen, and says when that screen gives up', async () => {
    const lost = await lostPage()
    await lost.typeName(owner.name)
    await phone.page.goto(`${site.url}/approve`)
    await type(phone.page, 'PIN', 'K7Q2')
    await press(phone.page, 'Continue')
    await sees(phone.page, enter.malformed)
    await retype(phone.page, 'PIN', 'K7Q29XWD')
    await press(phone.page, 'Continue')
    await sees(phone.page, codeInvalid.sentence)
    await sees(phone.page, phishingHint)
    await retype(phone.page, 'PIN', lost.view.codes!.pin!)
    await press(phone.page, 'Continue')
    await find(phone.page, 'heading', 'Type this PIN on the other screen')
    const pin = await phone.page.$eval('output', (shown) => shown.innerText)
    await lost.typeReturnPin(pin.replace(/\D/g, ''))
    await expectDialog(phone.page)
    await lost.cancel()
    await find(phone.page, 'heading', approveEndWords.cancelled.sentence)
    await press(phone.page, 'Scan or type another code')
    await find(phone.page, 'textbox', 'PIN')
    expectNoComplaints(phone)
  })

  it('puts the dialog aside at Escape, without an answer, and can report it', async () => {
    const lost = await lostPage()
    await phone.page.goto(qrAddress(site.url, lost.view))
    await press(phone.page, 'Continue')
    await expectDialog(phone.page)
    await phone.page.keyboard.press('Escape')
    await press(phone.page, stop.look)
    await expectDialog(phone.page)
    await press(phone.page, stop.notStarted)
    await find(phone.page, 'heading', approveEndWords.reported.sentence)
    await lost.until(({ endCause }) => endCause === 'reported')
    expectNoComplaints(phone)
  })

  it('reads a code by the camera, with the decoder that the site brings', async () => {
    const laptop = await open()
    await laptop.page.goto(`${site.url}/lost-passkey`)
    await readQrOf(laptop.page)
    await phone.page.evaluateOnNewDocument(showToCamera, await laptop.page.screenshot({ encoding: 'base64' }))
    await phone.page.goto(`${site.url}/approve`)
    await press(phone.page, 'Scan QR code')
    await press(phone.page, 'Continue')
    await expectDialog(phone.page)
    expectNoComplaints(phone, laptop)
  })

  it('[P107] asks to sign in when the session was ended elsewhere, and misses no line', async () => {
    await phone.page.goto(`${site.url}/approve`)
    await find(phone.page, 'textbox', 'PIN')
    await owner.post('/api/sign-out', {})
    await find(phone.page, 'heading', approveHeadings['sign-in'])
    expect(await shows(phone.page, linkWords.away.sentence)).to.equal(false)
    expectNoComplaints(phone)
  })

  it('says that there is no camera, and leaves the PIN', async () => {
    await phone.page.goto(`${site.url}/approve`)
    await press(phone.page, 'Scan QR code')
    await sees(phone.page, cameraFailureWords.missing.sentence)
    await find(phone.page, 'textbox', 'PIN')
    await press(phone.page, scanner.close)
    await focusIsOn(phone.page, 'button', 'Scan QR code')
    expect(await shows(phone.page, cameraFailureWords.missing.sentence)).to.equal(false)
    expectNoComplaints(phone)
  })
})

describe('a camera that Firefox refuses', () => {
  const site = commonSite('embedded')
  const open = firefoxDevices({ 'media.navigator.streams.fake': true, 'permissions.default.camera': 2 })

  it('is told from a missing one, and the PIN stays', async () => {
    const phone = await open()
    await phone.lend(await new PasskeyDevice(site.url).signUp(newName()), site.url)
    await phone.page.goto(`${site.url}/approve`)
    await press(phone.page, 'Scan QR code')
    await sees(phone.page, cameraFailureWords.refused.sentence)
    expect(await findAll(phone.page, 'textbox', 'PIN')).to.have.length(1)
    expectNoComplaints(phone)
  })
})
