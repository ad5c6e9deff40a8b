import { expect } from 'chai'
import { Redis } from 'ioredis'
import { viewOf } from '../support/page-device.ts'
import { sharedSite } from '../support/sites.ts'
import { newName, openPage } from './scene.ts'

describe('a page that asks for new codes', () => {
  const site = sharedSite()

  it('[L31] leaves no trace of the PINs before in the store, however it asks', async () => {
    const page = await openPage(site, { name: newName() })
    for (let count = 0; count < 3; count += 1) {
      viewOf(await page.newCode())
      viewOf(await page.typeName(newName()))
    }
    const redis = new Redis(site.redis!.url)
    const kept = await redis.keys('rekey:{risk}:hints:pin:*')
    redis.disconnect()
    expect(kept).to.have.length(1)
  })
})
