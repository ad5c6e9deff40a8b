import { tmpdir } from 'node:os'
import { expect } from 'chai'
import { startRedis } from '../support/redis.ts'
import { startRekey } from '../support/rekey.ts'
import { runRekey } from '../support/run-rekey.ts'

describe('a Redis that throws keys out when it is full', () => {
  it('[K176] is warned of by --check, by the log and by /readyz', async () => {
    const redis = await startRedis({ args: ['--maxmemory-policy', 'allkeys-lru'] })
    const env = { REDIS_URL: redis.url, SECRET: 'x'.repeat(32), DATA_DIR: tmpdir() }
    const { code, stdout } = await runRekey({ args: ['--check'], env })
    expect(stdout).to.match(/^Warning: Redis throws keys out .*allkeys-lru.*wrong PINs are forgotten/m)
    expect(code).to.equal(0)
    const node = await startRekey({ redisUrl: redis.url })
    expect(await (await fetch(`${node.url}/readyz`)).text()).to.contain('"kind":"eviction"')
    expect(node.process.output()).to.match(/"level":40.*"warning":"eviction"/)
    await node.stop()
    await redis.stop()
  })
})
