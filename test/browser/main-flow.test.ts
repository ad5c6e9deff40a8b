import { type BrowserDevice, PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import {
  addSecurityKey,
  approve,
  createAndSignIn,
  expectNoComplaints,
  expectReplaced,
  scanAndContinue,
  signUp,
  typePinAndContinue,
  typeReturnPin,
} from '../support/people.ts'
import { readQr } from '../support/read-qr.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { STORES_BY_SIZE } from '../support/size.ts'

describeOnCommonSites('replacing a lost passkey in the browser', (site, set) => {
  const open = browserDevices()
  let requesting: BrowserDevice
  let approving: BrowserDevice
  beforeEach(async () => {
    requesting = await open()
    approving = await open({ viewport: PHONE })
  })

  /** Signs up on the approving device, with a second passkey that is then lost, and asks for a new one. */
  async function loseKeyOf(account: string): Promise<void> {
    await signUp(approving.page, site.url, account)
    await addSecurityKey(approving, 'Lost key')
    await requesting.page.goto(`${site.url}/lost-passkey`)
  }

  async function finish(account: string): Promise<void> {
    await approve(approving.page, 'Lost key')
    await createAndSignIn(requesting.page, account)
    await expectReplaced(requesting.page, 'Lost key')
    expectNoComplaints(requesting, approving)
  }

  it('goes from a QR code in a screenshot to a new passkey on /account', async () => {
    await loseKeyOf('Alice QR')
    await scanAndContinue(approving.page, requesting.page)
    await finish('Alice QR')
  })

  // The first way in is walked on both in every run.
  if (!STORES_BY_SIZE.includes(set)) return

  it('goes from a typed PIN, with a PIN on both devices', async () => {
    await loseKeyOf('Alice PIN')
    await approving.page.goto(`${site.url}/approve`)
    await typePinAndContinue(approving.page, requesting.page, 'alice pin')
    await typeReturnPin(approving.page, requesting.page)
    await finish('Alice PIN')
  })

  it('loses nothing when the approving device has to sign in first', async () => {
    await loseKeyOf('Alice Out')
    await approving.page.getByRole('button', { name: 'Sign out' }).click()
    await approving.page.waitForURL(`${site.url}/`)
    await approving.page.goto(await readQr(requesting.page))
    await approving.page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await approving.page.getByRole('button', { name: 'Continue' }).click()
    await finish('Alice Out')
  })

  it('starts over with a new code after "Not me", and then asks for PINs on both devices', async () => {
    const stranger = await open()
    await signUp(stranger.page, site.url, `Mallory ${site.nodes.length}`)
    await loseKeyOf('Alice Again')
    await scanAndContinue(stranger.page, requesting.page)
    await requesting.page.getByRole('button', { name: 'That wasn’t me: get a new code' }).click()
    await stranger.page.getByRole('heading', { name: 'This request has ended' }).waitFor()
    await scanAndContinue(approving.page, requesting.page)
    await typeReturnPin(approving.page, requesting.page)
    await finish('Alice Again')
  })
})
