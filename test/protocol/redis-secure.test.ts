import { tmpdir } from 'node:os'
import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { startRekey } from '../support/rekey.ts'
import { runRekey } from '../support/run-rekey.ts'
import { type Form, PASSWORD, type SecureRedis, startSecureRedis } from '../support/secure-redis.ts'

const SECRET = 'x'.repeat(32)
/** The first byte of a TLS handshake. */
const HANDSHAKE = 0x16

/** Who connects to whom: the store and the two of the fan-out, and from the start on those who watch sentinels. */
const LEAST: Readonly<Record<Form, Readonly<Record<string, number>>>> = {
  redis: { master: 3 },
  'redis+sentinel': { master: 3, sentinel: 5 },
  'redis+cluster': { master: 3 },
}

for (const form of ['redis', 'redis+sentinel', 'redis+cluster'] as const) {
  describe(`${form} with TLS, a user, a password and names`, () => {
    let redis: SecureRedis
    before(async () => {
      redis = await startSecureRedis(form)
    })
    after(() => redis?.stop())

    it('[K162] [K163] [K164] [K165] is spoken to in TLS alone, on every connection', async () => {
      const env = { NODE_EXTRA_CA_CERTS: redis.authority }
      const node = await startRekey({ redisUrl: redis.url, env })
      const ready = await (await fetch(`${node.url}/readyz`)).json()
      expect(ready.stores.redis).to.equal('ok')
      for (const [server, least] of Object.entries(LEAST[form])) {
        await eventually(
          `${server} was connected to`,
          async () => (redis.heard[server]?.length ?? 0) >= least,
        )
      }
      await node.stop()
      const began = Object.values(redis.heard).flat()
      expect(began.filter(([first]) => first !== HANDSHAKE)).to.deep.equal([])
    })

    it('[K167] says which file names the authority, and that a certificate is for another name', async () => {
      const check = (url: string, env = {}) =>
        runRekey({ args: ['--check'], env: { SECRET, REDIS_URL: url, DATA_DIR: tmpdir(), ...env } })
      const untrusted = await check(redis.url)
      expect(untrusted.stderr).to.match(/certificate that is not accepted \(.*NODE_EXTRA_CA_CERTS=/)
      const misnamed = await check(redis.url.replace('localhost', '127.0.0.1'), {
        NODE_EXTRA_CA_CERTS: redis.authority,
      })
      expect(misnamed.stderr).to.match(
        /certificate that is not accepted \(.*127\.0\.0\.1.*a name that is in the cert/,
      )
      for (const { code, stdout, stderr } of [untrusted, misnamed]) {
        expect([code, stdout]).to.deep.equal([1, ''])
        expect(stderr).not.to.contain(PASSWORD).and.not.contain(encodeURIComponent(PASSWORD))
      }
    })
  })
}

describe('sentinels with TLS, of which each server tells its name as the documents say', () => {
  let redis: SecureRedis
  before(async () => {
    redis = await startSecureRedis('redis+sentinel')
  })
  after(() => redis?.stop())

  it('[K162] [K163] are followed to the replica that they choose', async () => {
    const node = await startRekey({ redisUrl: redis.url, env: { NODE_EXTRA_CA_CERTS: redis.authority } })
    await redis.failOver!()
    await eventually(
      'Redis is there again',
      async () => (await (await fetch(`${node.url}/readyz`)).json()).stores.redis === 'ok',
      15_000,
    )
    const [first] = redis.heard.replica!
    expect(first?.[0]).to.equal(HANDSHAKE)
    await node.stop()
  })
})
