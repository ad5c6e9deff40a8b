import { setTimeout as wait } from 'node:timers/promises'
import { eventually } from '../contract/eventually.ts'
import { enteredSocket, goneWithin, textFrame } from '../support/raw-socket.ts'
import { commonSite, describeOnCommonSites } from '../support/sites.ts'
import { connectedPage } from './scene.ts'

/** Before anybody is closed for silence, which takes 5 s. */
const SOON_MS = 4_000

describeOnCommonSites('a connection that leaves the only namespace it entered', (site) => {
  it('[P62] is closed at once', async () => {
    const socket = await enteredSocket(site.url)
    await eventually('the hello', async () => socket.heard().includes('hello'))
    socket.send(textFrame('41/lost,'))
    await goneWithin(SOON_MS, [socket])
  })
})

describe('a page whose answer takes us past the 5 s of silence', () => {
  const site = commonSite('shared')

  it('is not closed for it', async () => {
    const page = await connectedPage(site)
    await wait(4_500)
    site.redis?.pause()
    const opened = page.open()
    await wait(1_000)
    site.redis?.resume()
    await opened
  })
})
