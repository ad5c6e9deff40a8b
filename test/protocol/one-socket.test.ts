import { eventually } from '../contract/eventually.ts'
import { countedSite } from '../support/counted-site.ts'
import { enteredSocket, frame, goneWithin, OPCODE, rawSocket, textFrame } from '../support/raw-socket.ts'
import { newApprover, newBrowser } from './scene.ts'

/** Before anybody is closed for silence, which takes 5 s. */
const SOON_MS = 4_000
const NAMESPACES = ['/lost', '/approve', '/account', '/admin']
const enter = (namespace: string) => textFrame(`40${namespace},{"v":1}`)
const leave = (namespace: string) => textFrame(`41${namespace},`)

interface Who {
  readonly cookie?: string
  readonly entered?: string
}

describe('a connection', () => {
  const { site, counts } = countedSite()

  /** One that says all this at once is closed for it; `entered`: once it was answered there. */
  async function expectClosed(what: string, frames: readonly Uint8Array[], who: Who = {}) {
    const wish = { headers: { cookie: who.cookie ?? newBrowser() } }
    const { entered } = who
    const socket = await (entered ? enteredSocket(site.url, wish, entered) : rawSocket(site.url, wish))
    socket.send(...frames)
    await goneWithin(SOON_MS, [socket], what)
  }

  async function nothingLeft() {
    await eventually('nothing of them is left', async () => {
      const { sockets, connections, entered, rooms } = await counts()
      return sockets + connections + entered + rooms === 0
    })
  }

  for (const namespace of NAMESPACES) {
    it(`[P77] is closed when it enters ${namespace} twice: also while it is judged, and after it left`, async () => {
      const { cookie } = await newApprover(site)
      const other = NAMESPACES.find((one) => one !== namespace)!
      await Promise.all([
        expectClosed('twice in one tick', [enter(namespace), enter(namespace)], { cookie }),
        expectClosed('twice, signed out', [enter(namespace), enter(namespace)]),
        expectClosed('another one too', [enter(namespace), enter(other)], { cookie }),
        expectClosed('out and in', [enter(namespace), leave(namespace), enter(namespace)], { cookie }),
        expectClosed('once it was in', [enter(namespace)], { cookie, entered: namespace }),
        expectClosed('once it was refused', [enter(namespace)], { entered: namespace }),
      ])
    })
  }

  it('[P77] leaves nothing when it goes while it is judged', async () => {
    await nothingLeft()
    const owner = await newApprover(site)
    owner.close()
    for (let time = 0; time < 20; time += 1) {
      const socket = await rawSocket(site.url, { headers: { cookie: owner.cookie } })
      socket.send(enter(NAMESPACES[time % NAMESPACES.length]!))
      await new Promise(setImmediate)
      socket.socket.destroy()
    }
    await nothingLeft()
  })

  it('[P76] is closed when it asks for a namespace that is not there', async () => {
    const names = ['/', '/nowhere', '/lost/', '/lost?v=1', '/Lost', '/__proto__', `/${'x'.repeat(7_000)}`]
    await Promise.all(names.map((name) => expectClosed(name, [enter(name)])))
    await expectClosed('none named', [textFrame('40')])
  })

  it('[P75] is closed when it sends a packet that no page sends', async () => {
    const texts = ['43/lost,0[]', '44/lost,{}', '51-/lost,["state"]', '61-/lost,0[]', '47/lost,', '4x', '4']
    const bytes = frame('0/lost,{"v":1}', { opcode: OPCODE.binary })
    await Promise.all([
      ...texts.map((text) => expectClosed(text, [textFrame(text)], { entered: '/lost' })),
      expectClosed('bytes', [bytes], { entered: '/lost' }),
    ])
  })

  it('[P79] is closed when it sends a packet of Engine.IO that no page sends', async () => {
    const texts = ['0', '1', '2', '2probe', '5', '6', '7']
    await Promise.all(texts.map((text) => expectClosed(text, [textFrame(text)], { entered: '/lost' })))
  })
})
