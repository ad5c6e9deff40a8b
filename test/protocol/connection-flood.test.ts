import { enteredSocket, goneWithin, textFrame } from '../support/raw-socket.ts'
import { commonSite } from '../support/sites.ts'

const FLOOD = 2_000
/** Before anybody is closed for silence, which takes 5 s. */
const SOON_MS = 4_000

describe('a connection that speaks to Engine.IO itself', () => {
  const site = commonSite('embedded')

  it('[P56] is closed after a flood of what no namespace counts', async () => {
    const socket = await enteredSocket(site.url)
    // Answers to pings, as every page sends them.
    socket.send(...Array.from({ length: FLOOD }, () => textFrame('3')))
    await goneWithin(SOON_MS, [socket])
  })
})
