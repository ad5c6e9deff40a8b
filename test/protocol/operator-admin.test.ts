import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { AdminConsole } from '../support/admin-console.ts'
import { mature } from '../support/mature.ts'
import { runSql } from '../support/run-sql.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { SignedPage } from '../support/signed-page.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { accountOf, grant } from './admin-scene.ts'
import { closeAfterwards, newName } from './scene.ts'

describeOnCommonSites('the only admin, who has lost their passkey', (site) => {
  const stores = siteStores(site)

  async function recoveredAdmin() {
    const lost = await new SignedInDevice(site.url).signUp(newName('Admin'))
    await grant(stores, lost)
    const { secret } = await stores.sql.operatorLinks.make(await accountOf(stores, lost))
    const page = new SignedPage(site.url)
    const { body } = await page.useLink(secret)
    await page.registerFor(body.recoveryId)
    expect((await page.signIn()).error).to.equal(null)
    return { page, lost, console: closeAfterwards(new AdminConsole(page)) }
  }

  it('signs in at once by the operator’s link, and gets into the console when that can’t be undone [O14]', async () => {
    const { page, lost, console } = await recoveredAdmin()
    const [passkey] = page.authenticator.passkeys
    expect(await console.refusedBy()).to.equal('on_probation')
    await grant(stores, lost)
    expect(await console.refusedBy(), 'after another grant').to.equal('on_probation')
    await runSql(site, `update credentials set probation_until = null where id = '${passkey!.id}'`)
    expect(await console.refusedBy(), 'after the probation').to.equal('too_new')
    await mature(site, passkey!.id as CredentialId)
    expect(await console.enter()).to.equal(null)
  })

  it('gets in at once with an account that was made for it and granted the role [O14]', async () => {
    const { lost } = await recoveredAdmin()
    const second = await new SignedInDevice(site.url).signUp(`${lost.name} 2`)
    await grant(stores, second)
    const console = closeAfterwards(new AdminConsole(second))
    expect(await console.enter()).to.equal(null)
    await console.watch(site.otherUrl)
  })
})
