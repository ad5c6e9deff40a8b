import { expect } from 'chai'
import { Redis } from 'ioredis'
import { after, before } from 'mocha'
import { eventually } from '../contract/eventually.ts'
import { sharedSite } from '../support/sites.ts'
import { openPage } from './scene.ts'

/** What no node of ours publishes, as another application on the same Redis may. */
const GARBAGE: readonly (string | Buffer)[] = [
  '',
  'null',
  '{',
  '{}',
  '7',
  '[]',
  'hello',
  Buffer.from([0xc1]),
  Buffer.from([0xdf, 0xff, 0xff, 0xff, 0xff]),
  Buffer.from([0x93, 0xc0, 0xc0, 0xc0]),
  Buffer.from([0x93, 0xa1, 0x78, 0x81, 0xa3, 0x6e, 0x73, 0x70, 0xa5, 0x2f, 0x6c, 0x6f, 0x73, 0x74, 0xc0]),
  JSON.stringify({ type: 6, uid: 'x', data: ['sessions-ended', 7] }),
  JSON.stringify({ type: 6, uid: 'x', data: ['error', {}] }),
  JSON.stringify({ type: 6, uid: 'x', data: 7 }),
  JSON.stringify({ type: 0, rooms: 7 }),
  JSON.stringify({ type: 2, opts: 7 }),
]

describe('a Redis on which somebody else publishes', () => {
  const site = sharedSite()
  let redis: Redis
  before(() => {
    redis = new Redis(site.redis!.socketPath)
  })
  after(() => redis.disconnect())

  it('[H19] ends no node, whatever is heard there; a node says so and goes on', async () => {
    const requests = (await redis.pubsub('CHANNELS', '*')) as string[]
    const [own = ''] = requests.filter((channel) => channel.includes('-request#/lost#'))
    const channels = requests.concat(own.replace('-request#', '#'))
    expect(channels.length).to.be.above(2)
    for (const channel of channels) for (const words of GARBAGE) await redis.publish(channel, words)
    const node = site.nodes[0]!
    await eventually('it was heard', async () => /"what":"hearing from Redis"/.test(node.process.output()))
    for (const url of [site.url, site.otherUrl]) expect((await fetch(`${url}/healthz`)).status).to.equal(200)
    await openPage(site)
    await openPage(site, { node: site.otherUrl })
  })
})
