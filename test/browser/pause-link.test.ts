import { expect } from 'chai'
import { browserDevices } from '../support/devices.ts'
import { focusOn } from '../support/keyboard.ts'
import { mailFile } from '../support/mail-files.ts'
import { expectNoComplaints, signUp } from '../support/people.ts'
import { runSql } from '../support/run-sql.ts'
import { SignedPage } from '../support/signed-page.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { makeCodes, saveAndClose } from '../support/way-back-people.ts'

const LINK = /^https?:\S+\/pause#[\w-]{22}/m

describeOnOwnSites('the link of a notice in a browser', (site) => {
  const open = browserDevices()

  it('[M37][M38][M52] shows who asks, leaves the address, and pauses by its button alone', async () => {
    const owner = await open()
    await signUp(owner.page, site.url, 'Ada Mailed')
    const [code] = await makeCodes(owner.page)
    await saveAndClose(owner.page)
    const mailbox = 'ada@example.com'
    await runSql(
      site,
      `insert into addresses (id, account_id, address, state, added_by, created_at, counts_since, tries_left)
       select 'an-address', id, '${mailbox}', 'counts', 'nobody', 1, 1, 0 from accounts`,
    )
    const stranger = new SignedPage(site.url, { origin: site.url })
    const { body } = await stranger.proveCode('Ada Mailed', code!)
    const state = async () => (await stranger.stateOf(body.recoveryId)).body.state
    const { text } = await mailFile(site, mailbox, LINK)
    const [link = ''] = LINK.exec(text) ?? []

    const device = await open()
    const { page } = device
    await page.goto(link)
    await page.getByText('Ada Mailed', { exact: true }).waitFor()
    await page.getByText(/^They asked today at .* \(network .*\)\.$/).waitFor()
    expect(page.url()).to.equal(`${site.url}/pause`)
    expect(await state()).to.equal('on-hold')
    await page.getByRole('button', { name: 'Pause it for 3 days', exact: true }).click()
    const paused = page.getByText(/^The recovery is paused\. It waits until /)
    await paused.waitFor()
    await focusOn(page.locator('[tabindex="-1"]').filter({ has: paused }).last())
    await page.getByRole('heading', { level: 1, name: 'Recovery paused' }).waitFor()
    expect(await page.title()).to.match(/^Recovery paused/)
    expect(await state()).to.equal('paused')
    expectNoComplaints(device)

    await page.goto(link)
    await page.getByText('This link can’t pause it any more.').waitFor()
    await page.getByRole('link', { name: 'Open your account' }).waitFor()
    await page.getByRole('link', { name: 'Lost your passkey?' }).waitFor()

    // The page is still open with its button when a passkey is made.
    await runSql(site, `update recovery_waits set pauses = '[]'`)
    await page.goto(link)
    const pause = page.getByRole('button', { name: 'Pause it for 3 days', exact: true })
    await pause.waitFor()
    await page.getByRole('link', { name: 'Lost your passkey?' }).waitFor()
    await runSql(site, `update recoveries set state = 'registered'`)
    await pause.click()
    await page.getByText('It’s too late to pause it: a new passkey was created.').waitFor()
    await page.getByText('with an older passkey. The button “Stop: this wasn’t me” is at the top.').waitFor()
    expect(await pause.count()).to.equal(0)
    await focusOn(page.getByRole('main'))
    await runSql(site, `update recoveries set state = 'done'`)
    await page.goto(link)
    await page.getByText('If it wasn’t, someone else is in your account.').waitFor()
    await page.getByRole('link', { name: 'Lost your passkey?' }).waitFor()
    await runSql(site, `update recoveries set state = 'ended'`)
    await page.goto(link)
    await page.getByText('There is nothing to pause: this recovery has ended').waitFor()
    await page.getByRole('link', { name: 'Open your account' }).click()
    // The account page leads on by itself, and would overtake where the test goes next.
    await page.waitForURL(/\/sign-in/)
    await page.goto(`${site.url}/pause`)
    await page.getByText('This page needs its link.').waitFor()
  })
})
