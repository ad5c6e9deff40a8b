import { expect } from 'chai'
import { openRedis } from '../../server/stores/redis/open-redis.ts'
import { block } from '../support/documented.ts'
import { freePort } from '../support/free-port.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { rejection } from './eventually.ts'

const PASSWORD = 'p@ss/word#1'
const ENCODED = encodeURIComponent(PASSWORD)

async function refusal(url: string): Promise<string> {
  const error = await rejection(openRedis({ url, commandTimeoutMs: 500 }))
  return (error as Error).message
}

describe('starting against Redis', () => {
  let server: TestRedis | undefined
  afterEach(async () => {
    await server?.stop()
    server = undefined
  })

  it('[K80] names the host and what to do when nobody listens, and never the password', async () => {
    const port = await freePort()
    const sentence = await refusal(`redis://rekey:${ENCODED}@127.0.0.1:${port}`)
    expect(sentence).to.match(new RegExp(`Redis at 127\\.0\\.0\\.1:${port} cannot be used .*ECONNREFUSED`))
    expect(sentence).to.contain('REDIS_URL').and.not.contain(PASSWORD).and.not.contain(ENCODED)
  })

  it('[K81] says so when Redis wants another password', async () => {
    server = await startRedis()
    const stores = await openRedis({ url: server.url })
    await stores.fanOut.publisher.config('SET', 'requirepass', PASSWORD)
    await stores.close()
    const wrong = await refusal(server.url.replace('//', '//:wrong@'))
    expect(wrong).to.contain('Correct the user and password in REDIS_URL').and.not.contain(':wrong')
    const none = await refusal(server.url)
    expect(none).to.match(/wants a password\. Correct the user and password in REDIS_URL\.$/)
    expect(`${wrong} ${none}`).to.not.contain('HELLO')
    const right = await openRedis({ url: server.url.replace('//', `//:${ENCODED}@`) })
    await right.ping()
    await right.close()
  })

  it('[K82] refuses to start on a Redis that takes no writes', async () => {
    const lines = block('docs/operations.md', 'min-replicas-to-write 1').trim().split('\n')
    server = await startRedis({ args: lines.flatMap((line) => `--${line}`.split(' ')) })
    expect(await refusal(server.url)).to.match(/NOREPLICAS.*make it take writes/)
  })

  it('[K169] refuses a replica, though it takes writes of its own, and names the master as the mend', async () => {
    server = await startRedis({ args: ['--replicaof', '127.0.0.1 1', '--replica-read-only', 'no'] })
    expect(await refusal(server.url)).to.match(/is a replica, .*Name its master/)
  })

  it('[K83] says that TLS may be wrong when a Redis without it is asked for TLS', async () => {
    server = await startRedis()
    const sentence = await refusal(server.url.replace('redis:', 'rediss:'))
    expect(sentence).to.contain('if it does not speak TLS, write redis:// for rediss://')
    expect(sentence).not.to.match(/\n|routines/)
  })

  it('[K83] gives up in bounded time on a Redis that hangs', async () => {
    server = await startRedis()
    server.pause()
    const began = performance.now()
    expect(await refusal(server.url)).to.contain('cannot be used')
    expect(performance.now() - began).to.be.lessThan(5_000)
  })
})
