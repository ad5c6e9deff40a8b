import { createAdapter } from '@socket.io/redis-adapter'
import { expect } from 'chai'
import { Redis } from 'ioredis'
import { after } from 'mocha'
import { Server } from 'socket.io'
import { eventually } from '../contract/eventually.ts'
import { sharedSite } from '../support/sites.ts'
import { closeAfterwards, newApprover, openPage } from './scene.ts'

const OUR_NAMESPACES = ['/lost', '/approve', '/account', '/admin']

describe('a Redis on which someone else publishes', () => {
  const site = sharedSite()
  const connections: Redis[] = []
  const connect = () => {
    const redis = new Redis(site.redis!.socketPath)
    connections.push(redis)
    return redis
  }
  after(() => {
    for (const redis of connections) redis.disconnect()
  })

  it('[K160] lets another Socket.IO application neither see, tell nor close sockets of ours', async () => {
    const page = await openPage(site)
    const approver = closeAfterwards(await newApprover(site, site.otherUrl))
    const framesBefore = page.frames.length
    const foreign = new Server({ adapter: createAdapter(connect(), connect()) })
    for (const name of OUR_NAMESPACES) {
      const theirs = foreign.of(name)
      theirs.serverSideEmit('sessions-ended', ['any'])
      theirs.emit('bye', 'restarting')
      theirs.disconnectSockets(true)
      const seen = await theirs.fetchSockets().catch(() => 'nobody answers')
      expect(seen).to.deep.equal([])
    }
    expect((await page.newCode()).ok).to.equal(true)
    expect(approver.socket.connected).to.equal(true)
    expect(page.frames.slice(framesBefore).join()).not.to.include('bye')
    for (const name of OUR_NAMESPACES) await foreign.of(name).adapter.close()
  })

  it('[H19] ends no node, whatever is heard there; a node warns of it and goes on', async () => {
    const redis = connect()
    const channels = (await redis.pubsub('CHANNELS', 'rekey:*')) as string[]
    expect(channels.length).to.be.above(2)
    for (const channel of channels) for (const words of ['', '{', 'null']) await redis.publish(channel, words)
    for (const url of [site.url, site.otherUrl]) {
      await eventually('it warns', async () =>
        /foreign-words/.test(await (await fetch(`${url}/readyz`)).text()),
      )
    }
    await openPage(site)
    await openPage(site, { node: site.otherUrl })
  })
})
