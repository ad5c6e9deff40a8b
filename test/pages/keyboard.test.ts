import type { Locator, Page } from 'playwright-core'
import { browserDevices } from '../support/devices.ts'
import { focusOn, tabAndPress, tabTo } from '../support/keyboard.ts'
import { expectNoComplaints, expectReplaced, passkeyRows } from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

const button = (place: Page | Locator, name: string | RegExp) => place.getByRole('button', { name })

describe('the whole flow without a pointer', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  it('goes from signing up to the new passkey by Tab, arrows, Enter and typing', async () => {
    const [requesting, approving] = await Promise.all([open(), open()])
    const phone = approving.page
    const laptop = requesting.page

    await phone.goto(`${site.url}/sign-up`)
    await tabTo(phone, phone.getByRole('textbox', { name: 'Account name' }))
    await phone.keyboard.type('Alice Tabs Through')
    await phone.keyboard.press('Enter')
    await phone.waitForURL('**/account')

    await tabAndPress(phone, button(phone, 'Add a passkey'))
    await focusOn(button(phone, 'Confirm with a passkey'))
    await phone.keyboard.press('Enter')
    await focusOn(button(phone, 'Create passkey'))
    const loseKey = await approving.plugIn()
    await phone.keyboard.press('Enter')
    await passkeyRows(phone).nth(1).waitFor()
    await loseKey()
    await tabAndPress(phone, button(passkeyRows(phone).nth(1), /^Rename/))
    await focusOn(phone.getByRole('textbox', { name: 'New name' }))
    await phone.keyboard.type('Lost key')
    await phone.keyboard.press('Enter')
    await focusOn(phone.getByRole('heading', { name: /^Lost key/ }))

    await laptop.goto(`${site.url}/lost-passkey`)
    await tabAndPress(laptop, button(laptop, 'Use a PIN instead'))
    await focusOn(laptop.getByRole('textbox', { name: 'Account name' }))
    await laptop.keyboard.type('alice tabs through')
    await laptop.keyboard.press('Enter')
    await focusOn(laptop.getByRole('heading', { name: 'Your PIN' }))
    const pin = await laptop.getByLabel('PIN', { exact: true }).innerText()

    await phone.goto(`${site.url}/approve`)
    await tabTo(phone, phone.getByRole('textbox', { name: 'PIN' }))
    await phone.keyboard.type(pin)
    await phone.keyboard.press('Enter')
    const returnPin = await phone.getByLabel('PIN for the other device').innerText()
    await focusOn(laptop.getByRole('textbox', { name: 'PIN from your other device' }))
    await laptop.keyboard.type(returnPin)

    const dialog = phone.getByRole('dialog', { name: 'Replace a passkey?' })
    await focusOn(button(dialog, 'Deny'))
    await tabTo(phone, dialog.getByRole('radio', { name: 'None. Just add a passkey' }))
    await phone.keyboard.press('ArrowDown')
    await focusOn(dialog.getByRole('radio', { name: 'Lost key', checked: true }))
    await dialog.getByRole('button', { name: 'Approve', disabled: false }).waitFor()
    await tabAndPress(phone, button(dialog, 'Approve'))

    await focusOn(laptop.getByRole('heading', { name: 'Is this your account?' }))
    await tabAndPress(laptop, button(laptop, 'Create passkey'))
    await focusOn(laptop.getByRole('heading', { name: 'Passkey created. One step left.' }))
    await tabAndPress(laptop, button(laptop, 'Sign in with your new passkey'))
    await laptop.waitForURL('**/account')
    await passkeyRows(laptop).nth(2).waitFor()
    await expectReplaced(laptop, 'Lost key')
    expectNoComplaints(requesting, approving)
  })
})
