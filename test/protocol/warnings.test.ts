import { expect } from 'chai'
import { brokenPlaces } from '../support/broken-places.ts'
import { startRekey } from '../support/rekey.ts'
import { siteStores } from '../support/site-stores.ts'
import { embeddedSite } from '../support/sites.ts'
import { watchingAdmin } from './admin-scene.ts'
import { openPage } from './scene.ts'

/** Without that of the machine which the test runs on. */
function ofSite<Row extends { readonly kind: string }>(warnings: readonly Row[]): Row[] {
  return warnings.filter(({ kind }) => kind !== 'open-files')
}

describe('a place file that opens and is broken inside', () => {
  const { file, says } = brokenPlaces()
  const site = embeddedSite({ env: { GEOIP_FILE: file } })
  const stores = siteStores(site)

  it('[H14] ends nothing: log, readiness and console show the warning, and pages open', async () => {
    const node = site.nodes[0]!
    await openPage(site)
    const ready = await (await fetch(`${node.url}/readyz`)).json()
    expect(ready.ok).to.equal(true)
    const [shown, ...more] = ofSite<{ kind: string; seconds?: number }>(ready.warnings)
    expect(shown).to.include({ kind: 'places', says })
    expect(more).to.deep.equal([])
    expect(shown?.seconds).to.be.a('number')
    const admin = await watchingAdmin(site, stores)
    const { warnings } = await admin.until(() => true)
    expect(ofSite(warnings).map(({ kind, endedAgoMs }) => [kind, endedAgoMs])).to.deep.equal([
      ['places', null],
    ])
    const told = node.process
      .output()
      .split('\n')
      .filter((line) => line.includes(says))
    expect(told).to.have.length(1)
    expect(JSON.parse(told[0] ?? '')).to.include({ level: 40, warning: 'places' })
  })
})

describe('a site on https that lives in one process', () => {
  it('[H76] says so where its operator looks, and that the proxy which speaks https for it has no name', async () => {
    const node = await startRekey({
      publicUrl: 'https://rekey.example',
      env: { TRUST_PROXY: '0', SIGNUP: 'open' },
    })
    const { warnings } = await (await fetch(`${node.url}/readyz`)).json()
    expect(ofSite<{ kind: string }>(warnings).map(({ kind }) => kind)).to.deep.equal([
      'rp-id',
      'settings',
      'embedded',
      'proxy',
    ])
    await node.stop()
  })
})
