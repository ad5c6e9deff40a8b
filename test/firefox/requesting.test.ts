import { expect } from 'chai'
import { parseQrFragment, type QrCode } from '../../shared/qr.ts'
import { codes } from '../../web/methods/pairing/requesting/messages/first.ts'
import {
  claimed,
  confirm,
  ended,
  laterHeadings,
} from '../../web/methods/pairing/requesting/messages/later.ts'
import { pinWay } from '../../web/methods/pairing/requesting/messages/pin.ts'
import { newApprover } from '../protocol/scene.ts'
import { type FirefoxDevice, firefoxDevices } from '../support/firefox.ts'
import {
  find,
  findAll,
  focusIsOn,
  press,
  readQrOf,
  retype,
  sees,
  tabAndPress,
  type,
} from '../support/firefox-page.ts'
import { expectNoComplaints } from '../support/people.ts'
import { claimOf, type SignedInDevice } from '../support/signed-in-device.ts'
import { commonSite } from '../support/sites.ts'

describe('a device that lost its passkey, in Firefox', () => {
  const site = commonSite('embedded')
  const open = firefoxDevices()
  let lost: FirefoxDevice
  beforeEach(async () => {
    lost = await open()
    await lost.page.goto(`${site.url}/lost-passkey`)
  })

  /** Another device of a person scans what is on the screen, and goes on. */
  async function scannedBy(owner: SignedInDevice) {
    return claimOf(await owner.scan(readCode(await readQrOf(lost.page))))
  }

  it('shows a code that a camera reads, is approved, and offers "Create passkey" under the right name', async () => {
    const owner = await newApprover(site)
    await find(lost.page, 'heading', 'Lost your passkey?')
    await sees(lost.page, codes.timeLeft('about 10 minutes'))
    const view = await scannedBy(owner)
    await find(lost.page, 'heading', laterHeadings.waiting)
    expect(await findAll(lost.page, 'image', 'QR code')).to.have.length(0)
    await owner.approve(view)
    await find(lost.page, 'heading', laterHeadings.confirm)
    await sees(lost.page, owner.name)
    await sees(lost.page, confirm.approved)
    await find(lost.page, 'button', 'Create passkey')
    expect(await lost.page.title()).to.include(laterHeadings.confirm)
    expectNoComplaints(lost)
  })

  it('shows a PIN for a name, takes the PIN of the other device, and says what is wrong with others', async () => {
    const owner = await newApprover(site)
    await press(lost.page, 'Use a PIN instead')
    await type(lost.page, 'Account name', owner.name)
    await press(lost.page, 'Show PIN')
    await sees(lost.page, pinWay.left('about 5 minutes'))
    const pin = await lost.page.$eval('output', (shown) => shown.innerText)
    expect(pin).to.match(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const view = claimOf(await owner.claim({ pin }))
    await find(lost.page, 'heading', laterHeadings['return-pin'])
    const right = view.returnPin!.pin
    await type(lost.page, 'PIN from your other device', 'letters')
    await sees(lost.page, claimed.malformed)
    await retype(lost.page, 'PIN from your other device', right)
    await find(lost.page, 'heading', laterHeadings.waiting)
    await owner.approve(await owner.told(view.claimId, 'matched'))
    await find(lost.page, 'heading', laterHeadings.confirm)
    expectNoComplaints(lost)
  })

  it('needs no mouse, and lets no translator change a PIN, a name or a time', async () => {
    const { page } = lost
    await tabAndPress(page, 'Use a PIN instead')
    await focusIsOn(page, 'textbox', 'Account name')
    await page.keyboard.type('Alice Tabs')
    await page.keyboard.press('Enter')
    await focusIsOn(page, 'heading', 'Your PIN')
    for (const place of ['output', '[role=timer] span', '.shell-name span']) {
      const marked = await page.$eval(place, (one) => (one as HTMLElement).translate)
      expect(marked, place).to.equal(false)
    }
    expectNoComplaints(lost)
  })

  it('takes a new code after a scan that was not its own, and says how a denied one ended', async () => {
    const [stranger, owner] = await Promise.all([newApprover(site), newApprover(site)])
    await scannedBy(stranger)
    await press(lost.page, claimed.notMe)
    const view = await scannedBy(owner)
    await owner.deny(view.claimId)
    await sees(lost.page, ended.nothing)
    await press(lost.page, 'Start again')
    await readQrOf(lost.page)
    expectNoComplaints(lost)
  })
})

function readCode(address: string): QrCode {
  const code = parseQrFragment(new URL(address).hash.slice(1))
  if (!code) throw new Error(`No code of ours: ${address}`)
  return code
}
