import { tmpdir } from 'node:os'
import { expect } from 'chai'
import { Redis } from 'ioredis'
import { eventually } from '../contract/eventually.ts'
import { startRedis } from '../support/redis.ts'
import { startRekey } from '../support/rekey.ts'
import { runRekey } from '../support/run-rekey.ts'

describe('a Redis that throws keys out when it is full', () => {
  it('[K176] is warned of by --check, by the log and by /readyz, until it is set right', async () => {
    const redis = await startRedis({ args: ['--maxmemory-policy', 'allkeys-lru'] })
    const admin = new Redis(redis.socketPath)
    const env = { REDIS_URL: redis.url, SECRET: 'x'.repeat(32), DATA_DIR: tmpdir() }
    const { code, stdout } = await runRekey({ args: ['--check'], env })
    expect(stdout).to.match(/^Warning: Redis throws keys out .*allkeys-lru.*wrong PINs are forgotten/m)
    expect(code).to.equal(0)
    const node = await startRekey({ redisUrl: redis.url })
    const warned = async () =>
      (await (await fetch(`${node.url}/readyz`)).text()).includes('"kind":"eviction"')
    expect(await warned()).to.equal(true)
    expect(node.process.output()).to.match(/"level":40.*"warning":"eviction"/)
    await admin.config('SET', 'maxmemory-policy', 'noeviction')
    await eventually('the warning is over', async () => !(await warned()), 10_000)
    admin.disconnect()
    await node.stop()
    await redis.stop()
  })
})
