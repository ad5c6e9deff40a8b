import { eventually } from '../contract/eventually.ts'
import { enteredSocket, goneWithin, textFrame } from '../support/raw-socket.ts'
import { describeOnCommonSites } from '../support/sites.ts'

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
