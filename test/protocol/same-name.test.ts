import { expect } from 'chai'
import { qrOf, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeOnCommonSites, type Site } from '../support/sites.ts'
import { newApprover, newBrowser, newName, openPage } from './scene.ts'

/** More than the risk policy looks at in one go at the opening and another at the claim. */
const MANY = 40

describeOnCommonSites('that someone recovers under a name', (site) => {
  it('[L19] is not told when the page that typed the same name ends', async () => {
    const name = newName()
    await openPage(site, { name })
    const page = await openPage(site, { name })
    expect(viewOf(await page.cancel()).reasons).to.deep.equal([])
  })

  it('[L16] sticks to a browser for that name, and is not told to the account of another page there', async () => {
    const owner = await newApprover(site)
    const browserCookie = newBrowser()
    const first = await openPage(site, { name: owner.name })
    await openPage(site, { name: owner.name, browserCookie })
    viewOf(await first.cancel())
    const mallory = await newApprover(site)
    const unnamed = await openPage(site, { browserCookie })
    expect(claimOf(await mallory.scan(qrOf(unnamed.view)))).to.deep.include({ state: 'matched', reasons: [] })
    const named = await openPage(site, { name: owner.name, browserCookie, node: site.otherUrl })
    expect(claimOf(await owner.scan(qrOf(named.view))).reasons).to.deep.equal(['same-name'])
  })

  it('[L29] is not told to the account that the page is bound to instead', async () => {
    const name = newName()
    await openPage(site, { name })
    const page = await openPage(site, { name })
    const mallory = await newApprover(site)
    viewOf(await page.typeName(mallory.name))
    expect(claimOf(await mallory.scan(qrOf(page.view)))).to.deep.include({ state: 'matched', reasons: [] })
  })

  it('[L23] ends when that page is bound to another name', async () => {
    const owner = await newApprover(site)
    const other = await openPage(site, { name: owner.name })
    viewOf(await other.typeName(newName()))
    const page = await openPage(site, { name: owner.name })
    expect(claimOf(await owner.scan(qrOf(page.view))).state).to.equal('matched')
  })

  it('[L30] is found behind any number of pages that were opened for it and left', async () => {
    const owner = await newApprover(site)
    await openPage(site, { name: owner.name })
    await leaveMany(site, owner.name)
    const page = await openPage(site, { name: owner.name, node: site.otherUrl })
    expect(claimOf(await owner.scan(qrOf(page.view))).reasons).to.deep.equal(['same-name'])
  })
})

/** All of them open before the first is left: each opening clears away what was left before it. */
async function leaveMany(site: Site, name: string): Promise<void> {
  const pages = await Promise.all(Array.from({ length: MANY }, () => openPage(site, { name })))
  for (const page of pages) {
    viewOf(await page.cancel())
    page.close()
  }
}
