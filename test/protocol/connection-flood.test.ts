import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { commonSite } from '../support/sites.ts'
import { connectedPage } from './scene.ts'

const WISHES = 2_000

describe('a connection that speaks to Socket.IO itself', () => {
  const site = commonSite('embedded')

  // Each of these wishes to enter is answered before a guard of a namespace can count it.
  for (const namespace of ['/approve', '/account', '/admin', '/nowhere']) {
    it(`[P56] is closed after a flood of wishes to enter ${namespace}, and few of them are answered`, async () => {
      const cookie = `rekey_session=${randomBytes(32).toString('base64url')}`
      const page = await connectedPage(site, { headers: { cookie } })
      for (let wish = 0; wish < WISHES; wish += 1) page.socket.io.engine.write(`0${namespace},{"v":1}`)
      await page.closed()
      expect(page.frames.length).to.be.lessThan(100)
    })
  }
})
