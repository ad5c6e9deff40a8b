import { browserDevices } from '../support/devices.ts'
import { embeddedSite } from '../support/sites.ts'

const OFF = { BACKUP_CODES: 'off', EMAIL_RECOVERY: 'off', CONTACTS: 'off' }

describe('ways back in that the site has switched off, in the browser', () => {
  const site = embeddedSite({ env: OFF })
  const open = browserDevices()

  const pages: Readonly<Record<string, readonly [typed: Readonly<Record<string, string>>, press: string]>> = {
    '/backup-code': [
      { 'Account name': 'Alice Off', 'Backup code': '1 7K2M PX4T 9QWE 5RNB' },
      'Use this code',
    ],
    '/email-code': [{ 'E-mail address': 'alice@example.com' }, 'Send me a code'],
    '/contact': [{ 'Account name': 'Alice Off' }, 'Show a code for my contact'],
  }
  for (const [path, [typed, press]] of Object.entries(pages)) {
    it(`[R76] ${path} says that the site doesn’t help in this way, and leads to the others`, async () => {
      const { page } = await open()
      await page.goto(site.url + path)
      for (const [name, value] of Object.entries(typed)) await page.getByRole('textbox', { name }).fill(value)
      await page.getByRole('button', { name: press, exact: true }).click()
      const refusal = page.getByRole('alert').filter({ hasText: 'This site doesn’t help in this way.' })
      await refusal.getByRole('link', { name: 'Lost your passkey?', exact: true }).click()
      await page.waitForURL(`${site.url}/lost-passkey`)
    })
  }
})
