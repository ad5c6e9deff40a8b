import { readdirSync, readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { expect } from 'chai'
import { Redis } from 'ioredis'
import { after, before } from 'mocha'
import { watchForgetting } from '../../server/standalone/watch-forgetting.ts'
import { evictionProblem } from '../../server/stores/redis/eviction.ts'
import { lookOver } from '../../server/stores/redis/look-over.ts'
import { openRedis } from '../../server/stores/redis/open-redis.ts'
import { parseRedisUrl } from '../../server/stores/redis/redis-url.ts'
import { COMMANDS } from '../../server/stores/redis/rights.ts'
import { unusable } from '../../server/stores/redis/start-problem.ts'
import { careful } from '../support/careful.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { startSentinel, type TestSentinel } from '../support/redis-sentinels.ts'
import { eventually, rejection } from './eventually.ts'

const PASSWORD = 'p@ss/word#1'

describe('what a start looks at in Redis', () => {
  let plain: TestRedis
  let node: TestRedis
  let sentinel: TestSentinel
  let admin: Redis
  before(async () => {
    ;[plain, node] = await Promise.all([startRedis(), startRedis({ args: ['--cluster-enabled', 'yes'] })])
    sentinel = await startSentinel(plain)
    admin = new Redis(plain.socketPath)
  })
  after(async () => {
    admin?.disconnect()
    await sentinel?.stop()
    await Promise.all([plain?.stop(), node?.stop()])
  })

  async function refusal(url: string): Promise<string> {
    return ((await rejection(openRedis({ url, commandTimeoutMs: 500 }))) as Error).message
  }
  const as = (form: string, server: TestRedis) => server.url.replace('redis:', `${form}:`)

  it('[K168] refuses what is of another form than the address, and says which it is', async () => {
    expect(await refusal(node.url)).to.match(/is a cluster, .*Write redis\+cluster:\/\//)
    expect(await refusal(as('redis+cluster', plain))).to.match(/is not a cluster \(.*Write redis:\/\//)
    expect(await refusal(`${as('redis+sentinel', plain)}/main`)).to.match(/is not a sentinel \(/)
    expect(await refusal(`redis://127.0.0.1:${sentinel.port}`)).to.match(
      /is a sentinel, .*redis\+sentinel:\/\//,
    )
    expect(await refusal(`redis+sentinel://127.0.0.1:${sentinel.port}/other`)).to.match(
      /no group with the name/,
    )
  })

  it('[K168] refuses a cluster of which some keys are served by nobody', async () => {
    expect(await refusal(as('redis+cluster', node))).to.match(/does not serve all keys/)
  })

  it('[K166] refuses a database number that there is not: ioredis would take database 0', async () => {
    expect(await refusal(`${plain.url}/16`)).to.match(/has no database 16 \(.*Correct the number/)
    const url = `redis+sentinel://127.0.0.1:${sentinel.port}/main/16`
    expect(await refusal(url)).to.match(/has no database 16 \(/)
    expect(await admin.info('keyspace')).not.to.contain('db0')
  })

  it('[K174] refuses a user who may not subscribe or publish', async () => {
    await admin.call('ACL', 'SETUSER', 'mute', 'on', '>pw', '~rekey:*', '+@all', 'resetchannels')
    expect(await refusal(plain.url.replace('//', '//mute:pw@'))).to.match(/does not let this user .*channels/)
    await admin.call('ACL', 'SETUSER', 'mute', 'allchannels', '-publish')
    expect(await refusal(plain.url.replace('//', '//mute:pw@'))).to.match(/does not let this user .*publish/)
  })

  it('[K178] refuses a user who may not run what later work takes, and names it', async () => {
    const asUser = async (...rights: string[]) => {
      await admin.call('ACL', 'SETUSER', 'lesser', 'reset', 'on', '>pw', '~rekey:*', '&rekey:*', ...rights)
      return refusal(plain.url.replace('//', '//lesser:pw@'))
    }
    expect(await asUser('+@all', '-zadd', '-hset')).to.match(
      /does not let this user .*NOPERM for hset, zadd\)/,
    )
    const reader = await asUser('+@read', '+@scripting', '+@connection', '+@pubsub', '+info')
    expect(reader)
      .to.match(/does not let this user /)
      .and.not.match(/@user_script/)
  })

  it('[K178] knows every command of our scripts', () => {
    const folder = new URL('../../server/stores/redis/', import.meta.url)
    const texts = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'))
    const called = texts.flatMap((text) =>
      [...text.matchAll(/redis\.call\('(\w+)'/g)].map(([, name = '']) => name),
    )
    expect(called.length).to.be.above(40)
    expect(COMMANDS.map(([name]) => name)).to.include.members(called.map((name) => name.toLowerCase()))
  })

  it('[K162] sends sentinels a password only where they take it', async () => {
    await admin.call('ACL', 'SETUSER', 'app', 'on', `>${PASSWORD}`, '~*', '&*', '+@all')
    const login = `app:${encodeURIComponent(PASSWORD)}`
    const stores = await openRedis({ url: `redis+sentinel://${login}@127.0.0.1:${sentinel.port}/main` })
    await stores.ping()
    await stores.close()
  })

  it('[K162] gives sentinels that know no users the password alone', async () => {
    const watcher = new Redis(sentinel.port)
    await watcher.call('ACL', 'SETUSER', 'default', 'resetpass', `>${PASSWORD}`)
    const url = `redis+sentinel://app:${encodeURIComponent(PASSWORD)}@127.0.0.1:${sentinel.port}/main`
    const stores = await openRedis({ url })
    await stores.close()
    await watcher.call('ACL', 'SETUSER', 'default', 'nopass')
    watcher.disconnect()
  })

  it('says what is no Redis, what answers its own machine only, and what wants more than TLS', async () => {
    const web = createHttpServer((_request, response) => response.end()).listen(0, '127.0.0.1')
    await new Promise((resolve) => web.once('listening', resolve))
    const { port } = web.address() as { port: number }
    expect(await refusal(`redis://127.0.0.1:${port}`)).to.match(/is not Redis.*Correct host and port/)
    web.closeAllConnections()
    web.close()
    const place = parseRedisUrl('redis://10.0.0.1')
    const denied = unusable(
      place,
      'DENIED Redis is running in protected mode because protected mode is on and',
    )
    const alert = unusable(place, 'TLS: tlsv13 alert certificate required')
    expect(alert.message).to.match(/asks its clients for a certificate .*tls-auth-clients no/)
    expect(denied.message).to.match(/^Redis at 10\.0\.0\.1:6379 answers its own machine only .*password/)
  })

  it('[K176] warns where nobody sees whether keys are thrown out', () => {
    expect(evictionProblem([new Map()])).to.match(/may not run INFO/)
    expect(evictionProblem([new Map([['maxmemory_policy', 'noeviction']])])).to.equal(null)
  })

  it('refuses a Redis that is too old', () => {
    const facts = new Map([['redis_version', '6.2.14']])
    const place = parseRedisUrl('redis://host')
    expect(() => lookOver(place, [facts])).to.throw(
      'Redis at host:6379 is version 6.2.14, and Rekey needs Redis 7',
    )
    expect(() => lookOver(place, [new Map()])).not.to.throw()
  })

  it('[K176] warns while Redis throws keys out, from the start on, and what that means', async () => {
    const stores = await openRedis({ url: plain.url })
    const standing: string[] = []
    const warnings = {
      begin: (_kind: string, says: string) => void standing.push(says),
      end: () => void standing.splice(0),
    }
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru')
    const stop = await watchForgetting(stores, warnings, careful, 20)
    expect(standing[0]).to.match(/maxmemory-policy is allkeys-lru.*wrong PINs are forgotten.*noeviction/)
    await admin.config('SET', 'maxmemory-policy', 'noeviction')
    await eventually('it is over', async () => standing.length === 0)
    await admin.config('SET', 'maxmemory-policy', 'volatile-ttl')
    await eventually('it begins', async () => standing.length > 0)
    stop()
    await admin.config('SET', 'maxmemory-policy', 'noeviction')
    await stores.close()
  })

  it('[K175] tells no argument of a command that someone else repeats', async () => {
    // As servers answer that know neither command.
    const parrot = createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (sent) => {
        const words = sent
          .toString()
          .split('\r\n')
          .filter((word) => word !== '' && !/^[*$]/.test(word))
        const answer = `-ERR unknown command '${words[0]}', with args beginning with: '${words.slice(1).join("' '")}'\r\n`
        socket.write(answer.repeat(sent.toString().split('*').length - 1))
      })
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => parrot.once('listening', resolve))
    const { port } = parrot.address() as { port: number }
    for (const form of ['redis', 'redis+sentinel', 'redis+cluster']) {
      const path = form === 'redis+sentinel' ? '/main' : ''
      const sentence = await refusal(`${form}://app:hidden@127.0.0.1:${port}${path}`)
      expect(sentence).to.contain('unknown command').and.not.contain('hidden')
    }
    parrot.close()
  })
})
