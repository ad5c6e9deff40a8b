import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { openRedis } from '../../server/stores/redis/open-redis.ts'
import { parseRedisUrl } from '../../server/stores/redis/redis-url.ts'
import { unusable } from '../../server/stores/redis/start-problem.ts'
import { block } from '../support/documented.ts'
import { freePort } from '../support/free-port.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { runRekey } from '../support/run-rekey.ts'
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
    expect(sentence).to.match(new RegExp(`Redis at 127\\.0\\.0\\.1:${port} is not there.*ECONNREFUSED`))
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
    const lines = block('docs/operate.md', 'min-replicas-to-write 1').trim().split('\n')
    server = await startRedis({ args: lines.flatMap((line) => `--${line}`.split(' ')) })
    expect(await refusal(server.url)).to.match(/NOREPLICAS.*Start them; min-replicas-to-write/)
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

  it('[K179] ends where Redis has no room for the connections on which nodes tell each other what changed', async function () {
    this.timeout(30_000).slow(10_000)
    server = await startRedis()
    const port = Number(new URL(server.url).port)
    let taken = 0
    // One that asks, and the main one.
    const narrow = createServer((near) => {
      near.on('error', () => {})
      taken += 1
      if (taken > 2) return near.destroy()
      const far = connect(port, '127.0.0.1').on('error', () => {})
      return near.pipe(far).pipe(near)
    }).listen(0, '127.0.0.1')
    await once(narrow, 'listening')
    const narrowPort = (narrow.address() as AddressInfo).port
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'rekey-narrow-'))
    const env = { REDIS_URL: `redis://127.0.0.1:${narrowPort}`, SECRET: 'x'.repeat(32), DATA_DIR }
    const { code, stderr } = await runRekey({ args: ['--check'], env })
    narrow.close()
    rmSync(DATA_DIR, { recursive: true })
    expect(code).to.equal(1)
    expect(stderr).to.match(/^Redis at \S+ cannot be used \(\S.*\)\. /)
  })

  /** What Redis or the system says, and how our sentence goes on. */
  const said: Readonly<Record<string, RegExp>> = {
    'ERR max number of clients reached': /^has no connection left .*Raise maxclients/,
    "OOM command not allowed when used memory > 'maxmemory'.": /^is out of memory .*Raise maxmemory/,
    'MISCONF Redis is configured to save RDB snapshots, but it is currently unable to persist on disk.':
      /^takes no writes because it cannot save .*Make room/,
    'LOADING Redis is loading the dataset in memory': /^is still reading .*in a moment/,
    'BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.':
      /^is busy with a script .*SCRIPT KILL/,
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.":
      /^is a replica whose master is gone .*Name the master/,
    "ERR unknown command 'info'": /^lacks a command that Rekey needs .*rename-command/,
    "ERR unknown command 'evalsha'": /^lacks a command .*Redis 7 or Valkey/,
    'connect ECONNREFUSED 10.0.0.1:6379': /^is not there: .*correct host and port/,
    'getaddrinfo ENOTFOUND redis': /^has a name that cannot be found/,
  }
  for (const [why, words] of Object.entries(said)) {
    it(`[K180] names what mends it where it says ${why.slice(0, 40)}`, () => {
      const { message } = unusable(parseRedisUrl('redis://10.0.0.1'), why)
      expect(message.replace('Redis at 10.0.0.1:6379 ', '')).to.match(words).and.match(/\.$/)
    })
  }
})
