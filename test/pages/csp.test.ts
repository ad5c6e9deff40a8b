import { expect } from 'chai'
import { PAGE_PATHS } from '../../shared/pages.ts'
import type { BrowserDevice } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import {
  addSecurityKey,
  expectNoComplaints,
  passkeyRows,
  scanAndContinue,
  signUp,
} from '../support/people.ts'
import { commonSite } from '../support/sites.ts'

/** Runs wherever a page puts it into itself as markup. */
const SCRIPT = '<img src=x onerror="window.injected=true">'

describe('what the pages let in', () => {
  const site = commonSite('embedded')
  const open = browserDevices()

  /** Nothing ran, and nothing was even tried: an image would have been refused, and that complained of. */
  async function expectNothingRan(...devices: BrowserDevice[]): Promise<void> {
    for (const { page } of devices) {
      expect(await page.evaluate(() => 'injected' in window)).to.equal(false)
      expect(await page.locator('img:not(.shell-logo)').count()).to.equal(0)
    }
    expectNoComplaints(...devices)
  }

  it('no script but ours: each page has the policy, and breaks it nowhere', async () => {
    const device = await open()
    const { page } = device
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).origin))
    await signUp(page, site.url, 'Alice Policy')
    for (const path of PAGE_PATHS) {
      const answer = await page.goto(site.url + path, { waitUntil: 'networkidle' })
      const headers = answer!.headers()
      const policy = headers['content-security-policy']
      expect(policy, path).to.include("default-src 'none'").and.include("frame-ancestors 'none'")
      expect(policy, path).to.include("require-trusted-types-for 'script'").and.not.include('unsafe-inline')
      expect(headers['referrer-policy'], path).to.equal('no-referrer')
      expect(headers['x-content-type-options'], path).to.equal('nosniff')
    }
    expect([...new Set(asked)]).to.deep.equal([site.url])
    expectNoComplaints(device)
  })

  it('the policy is in force: an inline script, a string as markup and a foreign image are refused', async () => {
    const { page } = await open()
    await page.goto(`${site.url}/lost-passkey`)
    const refused = await page.evaluate(async () => {
      const violations: string[] = []
      addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
      let thrown = ''
      try {
        document.body.insertAdjacentHTML('beforeend', '<b>markup</b>')
      } catch (error) {
        thrown = (error as Error).name
      }
      const script = document.createElement('script')
      script.append('window.injected = true')
      document.body.append(script)
      const image = new Image()
      await new Promise((resolve) => {
        image.onerror = resolve
        image.src = 'https://evil.example/pixel.png'
      })
      return { violations, thrown, ran: 'injected' in window }
    })
    expect(refused.ran).to.equal(false)
    expect(refused.thrown).to.equal('TypeError')
    expect(refused.violations).to.include('img-src').and.to.include('require-trusted-types-for')
  })

  it('names of accounts and passkeys, and what a browser calls itself, are text', async () => {
    const [phone, laptop] = await Promise.all([open(), open({ userAgent: `${SCRIPT} Chrome/120.0` })])
    await signUp(phone.page, site.url, SCRIPT)
    await addSecurityKey(phone, SCRIPT)
    await passkeyRows(phone.page).getByRole('heading', { name: SCRIPT }).waitFor()
    await phone.page.getByRole('strong').getByText(SCRIPT, { exact: true }).waitFor()
    await expectNothingRan(phone)

    await laptop.page.goto(`${site.url}/lost-passkey`)
    await scanAndContinue(phone.page, laptop.page)
    const dialog = phone.page.getByRole('dialog', { name: 'Replace a passkey?' })
    await dialog.getByText(SCRIPT, { exact: true }).waitFor()
    await dialog.getByRole('radio', { name: SCRIPT }).check()
    await dialog.getByText(/^says it is Chrome/).waitFor()
    await expectNothingRan(phone, laptop)
    await dialog.getByRole('button', { name: 'Approve' }).click()
    await laptop.page.getByText(SCRIPT, { exact: true }).waitFor()
    await expectNothingRan(phone, laptop)
  })
})
