import { expect } from 'chai'
import { brokenPlaces } from '../support/broken-places.ts'
import { startRekey } from '../support/rekey.ts'
import { siteStores } from '../support/site-stores.ts'
import { embeddedSite } from '../support/sites.ts'
import { watchingAdmin } from './admin-scene.ts'
import { openPage } from './scene.ts'

describe('a place file that opens and is broken inside', () => {
  const { file, says } = brokenPlaces()
  const site = embeddedSite({ env: { GEOIP_FILE: file } })
  const stores = siteStores(site)

  it('[H14] ends nothing: log, readiness and console show the warning, and pages open', async () => {
    const node = site.nodes[0]!
    await openPage(site)
    const ready = await (await fetch(`${node.url}/readyz`)).json()
    expect(ready.ok).to.equal(true)
    expect(ready.warnings).to.have.length(1)
    expect(ready.warnings[0]).to.include({ kind: 'places', says })
    expect(ready.warnings[0].seconds).to.be.a('number')
    const admin = await watchingAdmin(site, stores)
    const { warnings } = await admin.until(() => true)
    expect(warnings.map(({ kind, endedAgoMs }) => [kind, endedAgoMs])).to.deep.equal([['places', null]])
    const told = node.process
      .output()
      .split('\n')
      .filter((line) => line.includes(says))
    expect(told).to.have.length(1)
    expect(JSON.parse(told[0] ?? '')).to.include({ level: 40, warning: 'places' })
  })
})

describe('a site on https that lives in one process', () => {
  it('says so where its operator looks', async () => {
    const node = await startRekey({ publicUrl: 'https://rekey.example' })
    const { warnings } = await (await fetch(`${node.url}/readyz`)).json()
    expect(warnings.map(({ kind }: { kind: string }) => kind)).to.deep.equal(['rp-id', 'embedded'])
    await node.stop()
  })
})
