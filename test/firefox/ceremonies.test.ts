import '../support/a-reader.ts'
import { parseQrFragment } from '../../shared/qr.ts'
import { approveHeadings } from '../../web/methods/pairing/approving/messages.ts'
import { laterHeadings } from '../../web/methods/pairing/requesting/messages/later.ts'
import { closeAfterwards, newApprover, newName } from '../protocol/scene.ts'
import { firefoxWithPasskeys } from '../support/firefox.ts'
import { find, press, readQrOf, sees, type } from '../support/firefox-page.ts'
import { PageDevice, qrAddress } from '../support/page-device.ts'
import { expectNoComplaints } from '../support/people.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { commonSite } from '../support/sites.ts'

describe('a passkey that Firefox makes in a recovery', () => {
  const site = commonSite('embedded')
  const open = firefoxWithPasskeys()

  it('signs in, and replaces the lost one', async () => {
    const lost = await open()
    const owner = await newApprover(site)
    await lost.page.goto(`${site.url}/lost-passkey`)
    const view = claimOf(await owner.scan(parseQrFragment(await readQrOf(lost.page))!))
    await owner.approve(view)
    await find(lost.page, 'heading', laterHeadings.confirm)
    await press(lost.page, 'Create passkey')
    await press(lost.page, 'Sign in with your new passkey')
    await find(lost.page, 'heading', 'Passkeys')
    await sees(lost.page, owner.name)
    await owner.told(view.claimId, 'done')
    expectNoComplaints(lost)
  })
})

// With the passkeys of two accounts, Firefox would ask which one is meant.
describe('a passkey that Firefox made for an account', () => {
  const site = commonSite('embedded')
  const open = firefoxWithPasskeys()

  it('approves another device, and signs in again', async () => {
    const phone = await open()
    const name = newName()
    await phone.page.goto(`${site.url}/sign-up`)
    await type(phone.page, 'Account name', name)
    await press(phone.page, 'Create passkey')
    await find(phone.page, 'heading', 'Passkeys')
    const lost = closeAfterwards(await new PageDevice(site.url).connect())
    await phone.page.goto(qrAddress(site.url, await lost.open()))
    await press(phone.page, 'Continue')
    await find(phone.page, 'dialog', 'Replace a passkey?')
    await press(phone.page, 'Approve')
    await find(phone.page, 'heading', approveHeadings.approved)
    await lost.until(({ state }) => state === 'approved')
    await phone.page.goto(`${site.url}/account`)
    await press(phone.page, 'Sign out')
    await find(phone.page, 'link', 'Sign in')
    await phone.page.goto(`${site.url}/sign-in`)
    await press(phone.page, 'Sign in with a passkey')
    await find(phone.page, 'heading', 'Passkeys')
    await sees(phone.page, name)
    expectNoComplaints(phone)
  })
})
