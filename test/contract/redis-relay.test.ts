import { expect } from 'chai'
import { Redis } from 'ioredis'
import { after, before } from 'mocha'
import type { Announcement, Relay } from '../../server/events/relay.ts'
import { openRedis, type RedisStores } from '../../server/stores/redis/open-redis.ts'
import { type Deployment, openRelay } from '../../server/stores/redis/relay.ts'
import { careful } from '../support/careful.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { eventually } from './eventually.ts'

const OURS: Deployment = { publicUrl: 'https://a.example', secrets: ['a secret'] }
const CHANGE: Announcement = { change: 'recovery-changed', ids: ['one'] }

/** What no node of ours sends. */
const FOREIGN: readonly (string | Buffer)[] = [
  '',
  'null',
  '{',
  '{}',
  '7',
  '[]',
  'hello',
  Buffer.from([0xc1]),
  Buffer.from([0x93, 0xa1, 0x78, 0x81, 0xa3, 0x6e, 0x73, 0x70, 0xa5, 0x2f, 0x6c, 0x6f, 0x73, 0x74, 0xc0]),
  JSON.stringify({ type: 4, opts: { rooms: [], except: [] }, close: true }),
  ...[
    { change: 'error', ids: ['one'] },
    { change: 'sessions-ended', ids: 7 },
    { change: 'sessions-ended', ids: [] },
    { change: 'sessions-ended', ids: [''] },
    { change: 'sessions-ended', ids: ['one'], more: 1 },
  ].map((one) => JSON.stringify({ from: 'x', changes: [one] })),
  JSON.stringify({ from: 7, changes: [CHANGE] }),
  JSON.stringify({ from: 'x', changes: [] }),
  JSON.stringify({ from: 'x', changes: [CHANGE], more: 1 }),
]

interface Node {
  readonly relay: Relay
  readonly heard: string[]
  foreign: number
}

describe('what nodes tell each other over Redis', () => {
  let server: TestRedis
  let redis: Redis
  const opened: RedisStores[] = []
  before(async () => {
    server = await startRedis()
    redis = new Redis(server.socketPath)
  })
  after(async () => {
    for (const stores of opened) await stores.close()
    redis?.disconnect()
    await server?.stop()
  })

  async function node(deployment: Deployment, database = 0): Promise<Node> {
    const stores = await openRedis({ url: `${server.url}/${database}` })
    opened.push(stores)
    const own = { heard: [] as string[], foreign: 0 }
    const relay = await openRelay(stores.fanOut, deployment, careful, () => {
      own.foreign += 1
    })
    relay.hear((changes) => own.heard.push(...changes.map(({ change, ids }) => `${change} ${ids}`)))
    return Object.assign(own, { relay })
  }

  it('[K160] reaches the nodes of one deployment, and no other on the same Redis', async () => {
    const [one, same] = [await node(OURS), await node(OURS)]
    const others = [
      await node({ ...OURS, publicUrl: 'https://b.example' }),
      await node({ ...OURS, secrets: ['another secret'] }),
      await node(OURS, 1),
    ]
    for (const other of others) other.relay.send([{ change: 'sessions-ended', ids: ['theirs'] }])
    one.relay.send([CHANGE])
    await eventually('the other node hears it', async () => same.heard.length > 0)
    // Redis keeps the order in which it hears: what others sent would be there by now.
    same.relay.send([{ change: 'account-changed', ids: ['two', 'three'] }])
    await eventually('the first node hears', async () => one.heard.length > 0)
    expect(same.heard).to.deep.equal(['recovery-changed one'])
    expect(one.heard).to.deep.equal(['account-changed two,three'])
    expect(others.flatMap(({ heard }) => heard)).to.deep.equal([])
  })

  it('[K160] reaches nodes with the SECRET before and after, while it is changed', async () => {
    const [old, both, fresh] = [
      await node({ ...OURS, secrets: ['before'] }),
      await node({ ...OURS, secrets: ['after', 'before'] }),
      await node({ ...OURS, secrets: ['after'] }),
    ]
    both.relay.send([CHANGE])
    await eventually('both hear', async () => old.heard.length > 0 && fresh.heard.length > 0)
    old.relay.send([CHANGE])
    await eventually('it hears the one before', async () => both.heard.length > 0)
    fresh.relay.send([CHANGE])
    await eventually('it hears the one after', async () => both.heard.length > 1)
  })

  it('[K161] leaves out what no node of ours can have sent, and says so', async () => {
    const [one, same] = [await node(OURS), await node(OURS)]
    const channels = (await redis.pubsub('CHANNELS', 'rekey:relay:*')) as string[]
    for (const channel of channels) for (const words of FOREIGN) await redis.publish(channel, words)
    one.relay.send([CHANGE])
    await eventually('what is ours is heard', async () => same.heard.length > 0)
    expect(same.heard).to.deep.equal(['recovery-changed one'])
    expect(same.foreign).to.equal(FOREIGN.length)
  })
})
