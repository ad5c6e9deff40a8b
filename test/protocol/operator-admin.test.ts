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
import { addDevice, closeAfterwards, newName } from './scene.ts'

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

  async function revoke(device: SignedInDevice) {
    const accountId = await accountOf(stores, device)
    await stores.sql.admins.revoke(accountId, { action: 'admin-revoked', accountId })
  }
  const endProbation = (id: string) =>
    runSql(site, `update credentials set probation_until = null where id = '${id}'`)

  it('signs in at once by the operator’s link, and gets into the console when that can’t be undone [O14] [O18]', async () => {
    const { page, console } = await recoveredAdmin()
    const [passkey] = page.authenticator.passkeys
    expect(await console.refusedBy()).to.equal('on_probation')
    await endProbation(passkey!.id)
    expect(await console.refusedBy(), 'after the probation').to.equal('too_new')
    await mature(site, passkey!.id as CredentialId)
    expect(await console.enter()).to.equal(null)
  })

  it('gets into it after the probation if the role was granted again since [O18]', async () => {
    const { page, lost, console } = await recoveredAdmin()
    const [passkey] = page.authenticator.passkeys
    await grant(stores, lost)
    expect(await console.refusedBy(), 'on probation').to.equal('on_probation')
    await endProbation(passkey!.id)
    expect(await console.enter()).to.equal(null)
    await console.watch(site.otherUrl)
    const { news } = await lost.get('/api/account')
    expect(news.filter(({ action }) => action === 'admin-granted')).to.have.length(2)
  })

  it('gets into it by no young passkey that came in another way [O18]', async () => {
    const device = await new SignedInDevice(site.url).signUp(newName('Admin'))
    await grant(stores, device)
    const later = await addDevice(device)
    await endProbation(later.passkey)
    await later.signIn()
    const console = closeAfterwards(new AdminConsole(later))
    await grant(stores, device)
    expect(await console.refusedBy()).to.equal('too_new')
    await revoke(device)
    await grant(stores, device)
    expect(await console.refusedBy(), 'after another first grant').to.equal('too_new')
  })

  it('gets into it if the role was taken away and given back since, until the operator undoes the recovery [O18]', async () => {
    const { page, lost, console } = await recoveredAdmin()
    await endProbation(page.authenticator.passkeys[0]!.id)
    await revoke(lost)
    await grant(stores, lost)
    expect(await console.enter()).to.equal(null)
    await stores.sql.operatorLinks.takeBack(await accountOf(stores, lost), 1_000)
    expect(await console.refusedBy(), 'after undo-recovery').not.to.equal(null)
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
