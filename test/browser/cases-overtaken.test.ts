import { expect } from 'chai'
import type { Page, Route } from 'playwright-core'
import { PHONE } from '../support/browser.ts'
import { becomeSupporter, checkCase, openCase, rejectCase, typeCaseCode } from '../support/case-people.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn } from '../support/keyboard.ts'
import { signUp } from '../support/people.ts'
import { runSql } from '../support/run-sql.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { CHECK } from '../support/supporter.ts'

const DAY = 24 * 60 * 60_000
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describeOnBothSets(
  'cases that end while somebody looks at them, in the browser',
  (site) => {
    const stores = siteStores(site)
    const open = browserDevices()

    it('[C15] tells a supporter who comes late that somebody was first, or that the case is over', async () => {
      const [owner, lost, first, second] = await Promise.all([
        open(),
        open({ viewport: PHONE }),
        open(),
        open(),
      ])
      await signUp(owner.page, site.url, 'Eli Helpless')
      await becomeSupporter(first.page, site, stores, 'Yan Supporter')
      await becomeSupporter(second.page, site, stores, 'Zoe Supporter')
      await lost.page.goto(`${site.url}/support-case`)
      const number = await openCase(lost.page, 'Eli Helpless')
      const late = second.page
      await button(late, `Check ${number}`).click()
      await late.getByRole('textbox', { name: 'How you checked who it is' }).fill(CHECK)
      await checkCase(first.page, number)
      const refusal = late.getByRole('dialog').getByRole('alert')
      await button(late, 'Confirm with a passkey').click()
      await refusal.getByText('This was already done: by another supporter').waitFor()
      await button(late, 'Cancel').click()
      await button(late, `Reject ${number}`).click()
      await late.getByRole('textbox', { name: 'Reason' }).fill('Nobody calls any more')
      await rejectCase(first.page, number)
      await late.getByRole('dialog').getByRole('button', { name: 'Reject', exact: true }).click()
      await refusal.getByText('This case is over: it was rejected').waitFor()
    })

    it('[C46] tell their page when it is seen again, when a code is refused, and when its time is up', async () => {
      const { page } = await open({ viewport: PHONE })
      await page.clock.install()
      await page.goto(`${site.url}/support-case`)
      const end = (number: string) =>
        runSql(site, `update cases set state = 'closed' where number = '${number.replace(/\D/g, '')}'`)
      const field = page.getByRole('textbox', { name: 'Code that they read out' })
      const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      const isOver = page.getByRole('alert').getByText('Your case is over.')
      const nextCase = async (number: string) => {
        await isOver.waitFor()
        const name = page.getByRole('textbox', { name: 'Account name' })
        await focusOn(name)
        expect(await name.inputValue()).to.equal('Fay Helpless')
        const next = await openCase(page)
        expect(next).not.to.equal(number)
        expect(await isOver.count()).to.equal(0)
        return next
      }
      const seen = await openCase(page, 'Fay Helpless')
      await field.fill('ABCD')
      const looked = page.waitForResponse('**/api/case/look')
      await comeBack()
      await (await looked).finished()
      expect(await field.inputValue()).to.equal('ABCD')
      const lookHeld = async () => {
        let came = (_give: () => Promise<void>) => {}
        const held = new Promise<() => Promise<void>>((resolve) => {
          came = resolve
        })
        const hold = async (route: Route) => {
          const response = await route.fetch()
          came(() => route.fulfill({ response }))
        }
        await page.route('**/api/case/look', hold, { times: 1 })
        await comeBack()
        return held
      }
      // One look is still under way when the next one begins.
      const first = await lookHeld()
      await end(seen)
      const second = await lookHeld()
      await first()
      await second()
      const typed = await nextCase(seen)
      await typeCaseCode(page, 'ABCD ABCD ABCD ABCD ABCD')
      await page.getByText(/^This isn’t the code of your case/).waitFor()
      await end(typed)
      await button(page, 'Use this code').click()
      const late = await nextCase(typed)
      await end(late)
      await page.clock.fastForward(7 * DAY)
      await nextCase(late)
    })
  },
  { env: { ASSISTED: 'user' } },
)
