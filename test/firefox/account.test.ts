import '../support/a-reader.ts'
import { expect } from 'chai'
import type { PasskeyRow } from '../../shared/account-page.ts'
import { accountLinkWords, connected } from '../../web/account/messages/account-link.ts'
import { doorHeadings, freshness } from '../../web/admin/messages/console.ts'
import { linkWords } from '../../web/messages/link.ts'
import { accountChanges } from '../../web/owner/account-changes/messages.ts'
import { signIn } from '../../web/sign-in/messages.ts'
import { newAdmin } from '../protocol/admin-scene.ts'
import { newName } from '../protocol/scene.ts'
import { type FirefoxDevice, firefoxDevices } from '../support/firefox.ts'
import { find, press, sees, seesNoMore } from '../support/firefox-page.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { expectNoComplaints } from '../support/people.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'

const ELSEWHERE = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0'

const RENAMED = 'Renamed elsewhere'

describe('the pages of who is signed in, in Firefox', () => {
  const site = commonSite('embedded')
  const stores = siteStores(site)
  const open = firefoxDevices()

  /** Signed in on a device of its own too, with the same passkey. */
  async function signedInElsewhere(owner: PasskeyDevice): Promise<PasskeyDevice> {
    const other = new PasskeyDevice(site.url, { userAgent: ELSEWHERE })
    other.authenticator.passkeys.push(...owner.authenticator.passkeys)
    await other.signIn()
    return other
  }

  /** Renames the only passkey of the account. */
  async function renameOn(device: PasskeyDevice): Promise<void> {
    const [{ id }] = (await device.get('/api/account')).passkeys as [PasskeyRow]
    const renaming = { credentialId: id, name: RENAMED }
    const stepUp = await device.stepUp({ do: 'rename-passkey', ...renaming })
    await device.post('/api/passkeys/rename', { ...renaming, stepUp })
  }

  async function openAccount(): Promise<{ device: FirefoxDevice; owner: PasskeyDevice }> {
    const device = await open()
    const owner = await new PasskeyDevice(site.url).signUp(newName())
    await device.lend(owner, site.url)
    await device.page.goto(`${site.url}/account`)
    await find(device.page, 'heading', 'Passkeys')
    return { device, owner }
  }

  it('show the account, what another device changes without a reload, and the way out', async () => {
    const { device, owner } = await openAccount()
    const { page } = device
    for (const name of ['Recovery', 'Devices', 'Activity']) await find(page, 'heading', name)
    await sees(page, owner.name)
    const other = await signedInElsewhere(owner)
    await sees(page, 'Firefox on Windows')
    await renameOn(other)
    await sees(page, RENAMED)
    await press(page, 'Sign out')
    await page.waitForFunction(() => location.pathname === '/')
    expectNoComplaints(device)
  })

  it('[A146] say that another device renamed the account and wants it deleted, without what Firefox lacks', async () => {
    const { device, owner } = await openAccount()
    const { page } = device
    const other = await signedInElsewhere(owner)
    const name = newName()
    const renaming = await other.stepUp({ do: 'rename-account', name })
    await other.post('/api/account/rename', { name, stepUp: renaming })
    await sees(page, accountChanges.renamedTitle)
    await sees(page, `It was called “${owner.name}”.`)
    const stepUp = await other.stepUp({ do: 'delete-account' })
    const asked = await other.post('/api/account/delete', { stepUp })
    if (asked.error) throw new Error(asked.error.code)
    await sees(page, 'This account will be deleted')
    await find(page, 'button', accountChanges.keep)
    expectNoComplaints(device)
  })

  it('lead to sign-in, and say why, when the session was ended elsewhere', async () => {
    const { device, owner } = await openAccount()
    await owner.post('/api/sign-out', {})
    await sees(device.page, signIn.sessionEnded)
    await find(device.page, 'button', 'Sign in with a passkey')
    expectNoComplaints(device)
  })

  it('say that they are not kept up to date while the network is gone, and catch up by themselves', async () => {
    const { device, owner } = await openAccount()
    const { page, network } = device
    const other = await signedInElsewhere(owner)
    // Only a line that is there can be cut.
    await sees(page, 'Firefox on Windows')
    network.cut()
    await sees(page, linkWords.away.sentence)
    await sees(page, accountLinkWords.away.words.next)
    await find(page, 'heading', 'Passkeys')
    await renameOn(other)
    network.mend()
    await sees(page, connected)
    await sees(page, RENAMED)
    await seesNoMore(page, linkWords.away.sentence)
  })

  it('[P109] say that they are not kept up to date where the script for that does not load', async () => {
    const device = await open()
    const { page } = device
    await device.lend(await new PasskeyDevice(site.url).signUp(newName()), site.url)
    await page.setRequestInterception(true)
    page.on('request', (request) =>
      request.url().includes('/assets/live-') ? request.abort() : request.continue(),
    )
    await page.goto(`${site.url}/account`)
    await find(page, 'heading', 'Passkeys')
    await sees(page, accountLinkWords.unreached.words.sentence)
    expectNoComplaints(device)
  })

  it('open the console to an admin who confirmed, and show it live', async () => {
    const device = await open()
    const console = await newAdmin(site, stores)
    await device.lend(console.device, site.url)
    await device.page.goto(`${site.url}/admin`)
    await find(device.page, 'heading', doorHeadings['step-up'])
    expect(await console.enter()).to.equal(null)
    await device.page.reload()
    for (const name of ['Overview', 'Limits', 'Locks']) await find(device.page, 'heading', name)
    await sees(device.page, freshness.live)
    expectNoComplaints(device)
  })
})
