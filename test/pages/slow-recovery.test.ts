import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { DESKTOP, PHONE } from '../support/browser.ts'
import { browserDevices } from '../support/devices.ts'
import { focusOn, tabAndPress, tabTo } from '../support/keyboard.ts'
import { signUp } from '../support/people.ts'
import { runSql } from '../support/run-sql.ts'
import { siteStores } from '../support/site-stores.ts'
import { embeddedSite } from '../support/sites.ts'
import { beginWithCode, getCodes, passTime, typeCode } from '../support/way-back-people.ts'

const DAY = 24 * 60 * 60_000
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

describe('every state of a recovery without another device, for everybody', () => {
  const site = embeddedSite()
  const stores = siteStores(site)
  const open = browserDevices()

  /** Somebody who is signed in on one device and has codes, and a device without a passkey. */
  async function people(name: string): Promise<{ owner: Page; lost: Page; codes: string[] }> {
    const [{ page: owner }, { page: lost }] = await Promise.all([open(), open({ viewport: PHONE })])
    await signUp(owner, site.url, name)
    return { owner, lost, codes: await getCodes(owner) }
  }

  it('[R57] is accessible from the code to the new passkey, on both sides, and says until when', async () => {
    const { owner, lost, codes } = await people('Ada Reads')
    await lost.goto(`${site.url}/backup-code`)
    await button(lost, 'Use this code').click()
    await lost.getByText('Enter your account name.').waitFor()
    await expectAccessible(lost, '/backup-code, left empty')
    await typeCode(lost, '3-K7Q2-9XWD-5M4T-B8EA', 'Ada Reads')
    await lost.getByText(/^This name and code don’t go together/).waitFor()
    await expectAccessible(lost, '/backup-code, wrong code')
    await typeCode(lost, codes[0]!)
    await heading(lost, /^Come back /).waitFor()
    await lost.getByText(/^Come back by .+ After that, this ends and you start again\.$/).waitFor()
    for (const fold of await lost.locator('summary').all()) await fold.click()
    await expectAccessible(lost, 'on hold, folds open')
    await owner.getByText('Someone is recovering your account').waitFor()
    expect(await owner.getByText('Nothing new in the last 7 days.').count()).to.equal(0)
    await expectAccessible(owner, 'account, under way')
    for (const path of ['/', '/approve']) {
      await owner.goto(site.url + path)
      await button(owner, 'Stop: this wasn’t me').waitFor()
      await expectAccessible(owner, `${path}, under way`)
    }
    await passTime(site, 'Ada Reads', 7 * DAY + 60_000)
    await lost.reload()
    await heading(lost, 'The waiting time is over').waitFor()
    await expectAccessible(lost, 'the waiting time is over')
    const due = lost.getByText(/^You have until .+ Then this ends, and you start again\.$/)
    await due.waitFor()
    await typeCode(lost, codes[1]!)
    await heading(lost, 'Create your new passkey').waitFor()
    await expectAccessible(lost, 'ready')
    await due.waitFor()
    await button(lost, 'Create passkey').click()
    await heading(lost, 'Passkey created. One step left.').waitFor()
    await expectAccessible(lost, 'registered')
  })

  it('[R77] is accessible where it ends: stopped, paused, moved', async () => {
    const { owner, lost, codes } = await people('Grace Reads')
    const { page: other } = await open()
    await beginWithCode(lost, site, 'Grace Reads', codes[0]!)
    await beginWithCode(other, site, 'Grace Reads', codes[1]!)
    await lost.reload()
    await heading(lost, 'This recovery continues in another browser').waitFor()
    await expectAccessible(lost, 'moved')
    await button(owner, 'Stop: this wasn’t me').click()
    await owner.getByText('Nobody can continue this recovery.').waitFor()
    await expectAccessible(owner, 'account, stopped')
    await other.reload()
    await heading(other, 'Someone who is signed in stopped this').waitFor()
    await expectAccessible(other, 'ended')

    await button(lost, 'Start again in this browser').click()
    await typeCode(lost, codes[2]!, 'Grace Reads')
    await heading(lost, /^Come back /).waitFor()
    // As if the passkey had come after the recovery began.
    await runSql(site, `update credentials set created_at = created_at + ${DAY}`)
    await owner.reload()
    await owner.getByText('The passkey you use here can only pause it, once, for 3 days.').waitFor()
    await button(owner, 'Stop: this wasn’t me').click()
    await owner.getByText(/^Nobody can continue it before /).waitFor()
    await owner.getByText(/^It’s paused. They can continue /).waitFor()
    await owner.getByText('The passkey you use here can’t stop it.').waitFor()
    await expectAccessible(owner, 'account, paused')
    await lost.reload()
    await heading(lost, 'Someone paused this recovery').waitFor()
    await expectAccessible(lost, 'paused')
  })

  it('[O7] is accessible with an operator’s link: whole, cut and used', async () => {
    const { page } = await open({ viewport: PHONE })
    await signUp((await open()).page, site.url, 'Joan Reads')
    const account = await stores.sql.accounts.findByName('joan reads')
    const { secret } = await stores.sql.operatorLinks.make(account!.id)
    await page.goto(`${site.url}/recover`)
    await page.getByText('This page needs its link.').waitFor()
    await expectAccessible(page, '/recover, cut')
    await page.goto(`${site.url}/recover#${secret}`)
    await button(page, 'Make a new passkey').waitFor()
    await expectAccessible(page, '/recover')
    await tabAndPress(page, button(page, 'Make a new passkey'))
    await focusOn(heading(page, 'Create your new passkey'))
    await expectAccessible(page, '/recover, ready')
    const { page: late } = await open()
    await late.goto(`${site.url}/recover#${secret}`)
    await late.getByText('This link doesn’t work any more.').waitFor()
    await expectAccessible(late, '/recover, used')
  })

  it('[R22] [R23] offers a pause and no undo of what two proofs brought, and says until when it is', async () => {
    const { owner, lost, codes } = await people('Joan Outweighs')
    await beginWithCode(lost, site, 'Joan Outweighs', codes[0]!)
    const account = await stores.sql.accounts.findByName('joan outweighs')
    const { secret } = await stores.sql.operatorLinks.make(account!.id)
    await lost.goto(`${site.url}/recover#${secret}`)
    // Its fold is open.
    await button(lost, 'Make a new passkey').click()
    await button(lost, 'Create passkey').click()
    await button(lost, 'Sign in with your new passkey').click()
    await lost.getByText('Nobody can undo this recovery with one passkey.').waitFor()
    expect(await lost.getByText('You can undo').count()).to.equal(0)

    await owner.getByText('no passkey alone can undo it').waitFor()
    await expectAccessible(owner, 'account, outweighed')
    await owner.getByRole('button', { name: /^I didn’t do this: pause it/ }).click()
    await owner.getByText('Stopped. For now, nobody can use the new passkey.').waitFor()
    await owner.getByText('A recovery is paused').waitFor()
    await owner.getByText(/^The new passkey can’t be used until .+\. Then it works again\./).waitFor()
    await owner.getByRole('button', { name: /^It was me: unfreeze it/ }).waitFor()
    for (const name of [/^Remove the new passkey/, /^I didn’t do this/])
      expect(await owner.getByRole('button', { name }).count()).to.equal(0)
    await expectAccessible(owner, 'account, outweighed and paused')

    await runSql(site, `update recoveries set frozen_until = null where account_id = '${account!.id}'`)
    await owner.reload()
    await owner.getByText('A recovery is frozen').waitFor()
    await owner.getByText('Two older passkeys stopped it, so it stays like that.').waitFor()
    await owner.getByRole('button', { name: /^It was me: unfreeze it/ }).waitFor()
    expect(await owner.getByRole('button', { name: /^Remove the new passkey/ }).count()).to.equal(0)

    // As when the pause has lapsed: this passkey has nothing left to do, so nothing is offered.
    await runSql(
      site,
      `update recoveries set state = 'done', frozen_by = null where account_id = '${account!.id}'`,
    )
    await owner.reload()
    await owner.getByText(/^It was paused once already/).waitFor()
    expect(await owner.getByRole('button', { name: /^I didn’t do this/ }).count()).to.equal(0)
  })

  it('goes on without a pointer, and the focus comes along', async () => {
    const { owner, lost, codes } = await people('Edith Tabs')
    await lost.goto(`${site.url}/lost-passkey`)
    await tabAndPress(lost, lost.locator('summary', { hasText: 'No other device?' }))
    await tabAndPress(lost, lost.getByRole('link', { name: 'I have my backup codes' }))
    await tabTo(lost, lost.getByRole('textbox', { name: 'Account name' }))
    await lost.keyboard.type('Edith Tabs')
    const code = lost.getByRole('textbox', { name: 'Backup code' })
    await tabTo(lost, code)
    await lost.keyboard.type('3-K7Q2')
    await lost.keyboard.press('Enter')
    await lost.getByText(/^This isn’t the whole code/).waitFor()
    await focusOn(code)
    await code.fill('')
    await lost.keyboard.type(codes[0]!.replaceAll('-', '').toLowerCase())
    await lost.keyboard.press('Enter')
    await focusOn(heading(lost, /^Come back /))

    await tabAndPress(owner, button(owner, 'Stop: this wasn’t me'))
    await owner.getByText('Nobody can continue this recovery.').waitFor()
    await lost.reload()
    await heading(lost, 'Someone who is signed in stopped this').waitFor()
    await tabAndPress(lost, button(lost, 'Start again'))
    await focusOn(heading(lost, 'Use a backup code'))
  })

  it('shows a whole code, and its button without scrolling sideways, on each screen', async () => {
    const { page } = await open()
    await page.goto(`${site.url}/backup-code`)
    const code = page.getByRole('textbox', { name: 'Backup code' })
    await code.fill('3-K7Q2-9XWD-5M4T-B8EA')
    // The last is 1280x800 at 400 % zoom.
    for (const viewport of [{ width: 320, height: 568 }, PHONE, DESKTOP, { width: 320, height: 200 }]) {
      await page.setViewportSize(viewport)
      const fits = await code.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)
      expect(fits, `${viewport.width} px`).to.equal(true)
      await button(page, 'Use this code').scrollIntoViewIfNeeded()
      const box = await button(page, 'Use this code').boundingBox()
      expect(box!.x >= 0 && box!.x + box!.width <= viewport.width, `${viewport.width} px`).to.equal(true)
      expect(box!.y >= 0 && box!.y + box!.height <= viewport.height, `${viewport.height} px`).to.equal(true)
    }
  })

  it('[R90] [R91] says what is true of a new passkey that was stopped after it had signed in', async () => {
    const name = 'Jean Reads'
    const { lost, codes } = await people(name)
    await beginWithCode(lost, site, name, codes[0]!)
    await passTime(site, name, 7 * DAY + 60_000)
    await lost.reload()
    await typeCode(lost, codes[1]!)
    await button(lost, 'Create passkey').click()
    await heading(lost, 'Passkey created. One step left.').waitFor()
    const whose = `account_id = (select id from accounts where name = '${name}')`
    const made = `id = (select credential_id from recoveries where ${whose})`
    const stopped = async (how: string) => {
      await runSql(site, `update recoveries set frozen_until = null, ${how} where ${whose}`)
      await runSql(site, `update credentials set status = 'frozen', last_used_at = created_at where ${made}`)
    }
    const signIn = async (words: RegExp) => {
      await lost.goto(`${site.url}/sign-in`)
      await button(lost, 'Sign in with a passkey').click()
      await lost.getByText(words).waitFor()
      await expectAccessible(lost, String(words))
      await lost.goto(`${site.url}/backup-code`)
    }

    const until = Date.now() + 3 * DAY
    await stopped(`state = 'frozen', outweighs = 1, frozen_until = ${until}`)
    await lost.reload()
    await heading(lost, /^Your new passkey works again on /).waitFor()
    await lost.getByText(/^Someone who has an older passkey of this account paused it/).waitFor()
    await expectAccessible(lost, 'new passkey paused')
    await signIn(/works again by itself on /)
    await stopped("state = 'frozen', outweighs = 1")
    await lost.reload()
    await heading(lost, 'Two older passkeys stopped your new one').waitFor()
    await expectAccessible(lost, 'new passkey tied')
    await signIn(/^This passkey is frozen: two older passkeys/)
    await stopped("state = 'frozen', outweighs = 0")
    await lost.reload()
    await heading(lost, 'An older passkey stopped your new one').waitFor()
    await expectAccessible(lost, 'new passkey frozen')
    await stopped("state = 'undone'")
    await lost.reload()
    await heading(lost, 'This recovery was undone').waitFor()
    await expectAccessible(lost, 'undone')
    await button(lost, 'Start again').click()
    await heading(lost, 'Use a backup code').waitFor()
  })
})
