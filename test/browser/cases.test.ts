import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { endHour, region } from '../support/admin-people.ts'
import { PHONE } from '../support/browser.ts'
import {
  becomeSupporter,
  CODE,
  caseRow,
  checkCase,
  confirmCase,
  openCase,
  rejectCase,
  takeCaseBack,
  typeCaseCode,
} from '../support/case-people.ts'
import { browserDevices } from '../support/devices.ts'
import { expectNoComplaints, openSignedOut, signUp } from '../support/people.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnBothSets, embeddedSite } from '../support/sites.ts'
import { CHECK } from '../support/supporter.ts'
import { passTime } from '../support/way-back-people.ts'

const DAY = 24 * 60 * 60_000
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

describeOnBothSets(
  'getting back in with the help of two supporters, in the browser',
  (site) => {
    const stores = siteStores(site)
    const open = browserDevices()

    it('leads from the lost passkey over two calls to a new passkey', async () => {
      const [owner, lost, first, second] = await Promise.all([
        open(),
        open({ viewport: PHONE }),
        open(),
        open(),
      ])
      const { page } = lost
      await signUp(owner.page, site.url, 'Ada Helpless')
      await becomeSupporter(first.page, site, stores, 'Sue Supporter')
      await becomeSupporter(second.page, site, stores, 'Tom Supporter')

      await page.goto(`${site.url}/lost-passkey`)
      await page.getByText('No other device?').click()
      await page.getByRole('link', { name: 'I have nothing' }).click()
      await heading(page, 'I have nothing').waitFor()
      await button(page, 'Open a case').click()
      await page.getByText('Enter your account name.').waitFor()
      await expectAccessible(page, '/support-case')
      const number = await openCase(page, 'Ada Helpless')
      await expectAccessible(page, 'an open case')
      // Its browser remembers it.
      await page.reload()
      await page.getByText(number, { exact: true }).waitFor()

      await caseRow(first.page, number).getByText('Not checked').waitFor()
      await expectAccessible(first.page, 'the console with a case')
      await checkCase(first.page, number)
      await caseRow(first.page, number)
        .getByText('You checked it. Another supporter has to confirm it.')
        .waitFor()
      expect(await button(first.page, `Confirm ${number}`).count()).to.equal(0)
      await caseRow(second.page, number).getByText('Checked by Sue Supporter:').waitFor()
      const lostCode = await confirmCase(second.page, number)
      await caseRow(second.page, number).getByText('Code read out').waitFor()
      expect(await button(first.page, `Another code ${number}`).count()).to.equal(0)
      const code = await confirmCase(second.page, number, 'Another code')
      expect(code).not.to.equal(lostCode)

      await typeCaseCode(page, 'ABCD')
      await page.getByText('Type all 20 letters and digits of the code.').waitFor()
      await typeCaseCode(page, `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)
      await page.getByText(/^This isn’t the code of your case/).waitFor()
      // The connection is lost before the code is on its way: it is not typed again.
      await page.route('**/api/**', (route) => route.abort())
      await typeCaseCode(page, code.toLowerCase())
      await page
        .getByText(
          /^We couldn’t reach the server\. Check your connection, then try again\. What you typed is still here\./,
        )
        .waitFor()
      const field = page.getByRole('textbox', { name: 'Code that they read out' })
      expect(await field.inputValue()).to.equal(code.toLowerCase())
      await page.unroute('**/api/**')
      // The code is taken, and the answer gets lost.
      await page.route('**/api/case/prove', async (route) => {
        await route.fetch()
        await route.abort()
      })
      await typeCaseCode(page, code.toLowerCase())
      await heading(page, /^Come back /).waitFor()
      await page.getByText('Help accepted').waitFor()
      await owner.page.goto(`${site.url}/account`)
      await owner.page
        .getByText(/with help from support/)
        .first()
        .waitFor()

      await page.unroute('**/api/case/prove')
      await passTime(site, 'Ada Helpless', 7 * DAY + 60_000)
      await page.reload()
      await heading(page, 'The waiting time is over').waitFor()
      const again = await openCase(page)
      await checkCase(second.page, again)
      await button(first.page, 'Show all cases').click()
      await typeCaseCode(page, await confirmCase(first.page, again))
      await button(page, 'Create passkey').click()
      await button(page, 'Sign in with your new passkey').click()
      await page.getByText('Welcome back, Ada Helpless. Your new passkey works.').waitFor()

      // It was somebody else after all [C25][C30].
      await caseRow(first.page, number).getByText('Code used').waitFor()
      await takeCaseBack(first.page, again)
      await caseRow(first.page, number).waitFor({ state: 'detached' })
      await owner.page
        .getByText(/^Support took back a recovery/)
        .first()
        .waitFor()
      // In a tab of its own: the one that was signed in is told, and leaves by itself.
      await openSignedOut(await page.context().newPage(), site.url)
      expectNoComplaints(owner, second)
    })

    it('[C31][C32] is switched off by an owner, which a supporter is told and the page is not', async () => {
      const [owner, lost, supporter] = await Promise.all([open(), open({ viewport: PHONE }), open()])
      await signUp(owner.page, site.url, 'Ida Alone')
      await becomeSupporter(supporter.page, site, stores, 'Vic Supporter')
      await owner.page.goto(`${site.url}/account`)
      await owner.page.getByRole('heading', { name: 'Help from support' }).click()
      await button(owner.page, 'Switch off cases').click()
      const dialog = owner.page.getByRole('dialog', { name: 'Switch off cases as a way back?' })
      await expectAccessible(owner.page, 'switching cases off')
      await dialog.getByRole('button', { name: 'Switch off' }).click()
      await owner.page.getByText('Cases can’t help you back in any more.').waitFor()
      await button(owner.page, 'Switch on cases').waitFor()

      await lost.page.goto(`${site.url}/support-case`)
      const number = await openCase(lost.page, 'Ida Alone')
      const { page } = supporter
      await button(page, `Check ${number}`).click()
      await page.getByRole('textbox', { name: 'How you checked who it is' }).fill(CHECK)
      await button(page, 'Confirm with a passkey').click()
      await page.getByText('The owner of this account has switched off help by supporters.').waitFor()
      expectNoComplaints(owner, lost)
    })

    it('keeps what is typed, and a code that is being read out, when the hour of the console is over', async () => {
      const [owner, lost, first, second] = await Promise.all([
        open(),
        open({ viewport: PHONE }),
        open(),
        open(),
      ])
      await signUp(owner.page, site.url, 'Uma Helpless')
      await becomeSupporter(first.page, site, stores, 'Wim Supporter')
      await becomeSupporter(second.page, site, stores, 'Xia Supporter')
      await lost.page.goto(`${site.url}/support-case`)
      const number = await openCase(lost.page, 'Uma Helpless')

      await button(first.page, `Check ${number}`).click()
      const check = first.page.getByRole('textbox', { name: 'How you checked who it is' })
      await check.fill(CHECK)
      await endHour(stores, 'Wim Supporter')
      const again = button(first.page, 'Open the console again')
      await again.waitFor()
      await expectAccessible(first.page, 'a dialog over a shut console')
      await again.click()
      await again.waitFor({ state: 'detached' })
      expect(await check.inputValue()).to.equal(CHECK)
      await button(first.page, 'Confirm with a passkey').click()
      await first.page.getByText('Checked. Now another supporter has to confirm it.').waitFor()

      await button(second.page, `Confirm ${number}`).click()
      await button(second.page, 'Confirm with a passkey').click()
      const code = second.page.getByText(CODE)
      await code.waitFor()
      await endHour(stores, 'Xia Supporter')
      await region(second.page, 'Overview').waitFor({ state: 'detached' })
      await code.waitFor()
      await button(second.page, 'I’ve read it out').click()
      await button(second.page, 'Confirm with a passkey').click()
      await caseRow(second.page, number).getByText('Code read out').waitFor()
    })

    it('[C2][C9][C20] opens a case for nobody, and a supporter rejects it', async () => {
      const [lost, supporter] = await Promise.all([open({ viewport: PHONE }), open()])
      await becomeSupporter(supporter.page, site, stores, 'Una Supporter')
      await lost.page.goto(`${site.url}/support-case`)
      const number = await openCase(lost.page, 'Nobody of This Name')
      const { page } = supporter
      await button(page, `Check ${number}`).click()
      await page.getByRole('textbox', { name: 'How you checked who it is' }).fill('Too short')
      await button(page, 'Confirm with a passkey').click()
      await page.getByText('Enter at least 20 characters.').waitFor()
      await page
        .getByRole('textbox', { name: 'How you checked who it is' })
        .fill('Called back at home, twice.')
      await expectAccessible(page, 'checking a case')
      await button(page, 'Confirm with a passkey').click()
      await page.getByText('No account has this name.').waitFor()
      await button(page, 'Cancel').click()
      await rejectCase(page, number)
      await region(page, 'Cases').getByRole('textbox', { name: 'Case number' }).fill(number)
      await button(page, 'Find').click()
      await page.getByText('No open case has this number.').waitFor()
      await lost.page.reload()
      await button(lost.page, 'Open a case').waitFor()
      expectNoComplaints(lost)
    })
  },
  { env: { ASSISTED: 'user' } },
)

describe('help by supporters, where the site has none', () => {
  const site = embeddedSite()
  const open = browserDevices()

  it('[C1] is offered nowhere', async () => {
    const { page } = await open({ viewport: PHONE })
    await page.goto(`${site.url}/lost-passkey`)
    await page.getByText('No other device?').click()
    await page.getByRole('link', { name: 'I have my backup codes' }).waitFor()
    expect(await page.getByRole('link', { name: 'I have nothing' }).count()).to.equal(0)
    await page.goto(`${site.url}/support-case`)
    const refusal = page.getByRole('alert').filter({ hasText: 'This site doesn’t help in this way.' })
    await refusal.getByRole('link', { name: 'Lost your passkey?' }).waitFor()
  })
})
