import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { browserDevices } from '../support/devices.ts'
import { expectNoComplaints, signUp } from '../support/people.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnOwnSites } from '../support/sites.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describeOnOwnSites('an operator’s link in a browser', (site) => {
  const stores = siteStores(site)
  const open = browserDevices()

  async function linkFor(name: string): Promise<string> {
    const account = await stores.sql.accounts.findByName(name.toLowerCase())
    const { secret } = await stores.sql.operatorLinks.make(account!.id)
    return `${site.url}/recover#${secret}`
  }

  it('[O7] names the account, leaves the address, changes nothing, and then makes a passkey that signs in', async () => {
    const owner = await open()
    await signUp(owner.page, site.url, 'Ada Linked')
    const link = await linkFor('Ada Linked')
    const device = await open()
    const { page } = device
    await page.goto(link)
    await page.getByRole('heading', { name: 'Make a new passkey' }).waitFor()
    await page.getByText('Ada Linked', { exact: true }).waitFor()
    expect(page.url()).to.equal(`${site.url}/recover`)
    const account = await stores.sql.accounts.findByName('ada linked')
    const actions = async () => (await stores.sql.audit.list(account!.id, 20)).map(({ action }) => action)
    expect(await actions()).not.to.include('recovery-proof-added')

    await button(page, 'Make a new passkey').click()
    await page.getByRole('heading', { name: 'Create your new passkey' }).waitFor()
    const [own] = await stores.sql.credentials.list(account!.id)
    const old = page.getByRole('group', { name: own!.name })
    expect(await old.getByLabel('Still mine').isChecked()).to.equal(true)
    await old.getByLabel('Stolen').check()
    await page.getByText('It stops working in 7 days').waitFor()
    await button(page, 'Create passkey').click()
    await button(page, 'Sign in with your new passkey').click()
    await page.getByText('Welcome back, Ada Linked. Your new passkey works.').waitFor()
    expect(await actions()).to.include.members(['recovery-registered', 'recovery-proven'])
    expectNoComplaints(device)

    const scheduled = await stores.sql.acts.scheduled(account!.id)
    expect(scheduled).to.have.length(1)
    expect(scheduled[0]).to.include({ credentialId: own!.id, mode: 'stolen' })

    // The device that is still signed in heard of it, and can undo it.
    await owner.page.getByText('A passkey was added by recovery with help from support').waitFor()
    await owner.page.getByRole('button', { name: /^I didn’t do this: freeze it/ }).waitFor()

    const late = await open()
    await late.page.goto(link)
    await late.page.getByText('This link doesn’t work any more.').waitFor()
    expect(await button(late.page, 'Make a new passkey').count()).to.equal(0)
  })

  it('goes on after a reload in the same browser, and says so of a link that was cut', async () => {
    const owner = await open()
    await signUp(owner.page, site.url, 'Grace Linked')
    const { page } = await open()
    await page.goto(`${site.url}/recover`)
    await page.getByText('This page needs its link.').waitFor()
    // Opening the whole link in the same tab is enough.
    await page.goto(await linkFor('Grace Linked'))
    await button(page, 'Make a new passkey').click()
    await page.getByRole('heading', { name: 'Create your new passkey' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Create your new passkey' }).waitFor()
  })
})
