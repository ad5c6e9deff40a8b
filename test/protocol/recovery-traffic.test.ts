import { expect } from 'chai'
import { Redis } from 'ioredis'
import { after, before } from 'mocha'
import { eventually } from '../contract/eventually.ts'
import { PageDevice, qrOf } from '../support/page-device.ts'
import { claimOf, SignedInDevice } from '../support/signed-in-device.ts'
import { sharedSite } from '../support/sites.ts'
import { newApprover } from './scene.ts'

/** Something is sent every second whatever happens, so the least of several recoveries is what one sends. */
const RECOVERIES = 8

/** To Redis: commands, calls of its scripts, and round trips. To PostgreSQL: statements. To sockets: messages. */
type Traffic = Record<'commands' | 'calls' | 'redisTrips' | 'statements' | 'messages', number>

describe('a complete recovery by one QR code, from the page’s connection to its sign-out', () => {
  const site = sharedSite({ entry: 'test/support/rekey-with-traffic.ts' })
  let redis: Redis
  let times = 0
  before(() => {
    redis = new Redis(site.redis?.socketPath ?? '')
  })
  after(() => redis?.disconnect())

  async function sent(): Promise<Traffic> {
    times += 1
    const { process } = site.nodes[0]!
    const answer = new RegExp(`Traffic ${times} (.+})`)
    process.signal('SIGUSR2')
    await eventually('its traffic is told', async () => answer.test(process.output()))
    const stats = String(await redis.info('commandstats'))
    const calls = [...stats.matchAll(/^cmdstat_[^:]+:calls=(\d+)/gm)].map(([, count]) => Number(count))
    const told = JSON.parse(answer.exec(process.output())?.[1] ?? '{}')
    return { ...told, calls: calls.reduce((sum, count) => sum + count, 0) - told.commands }
  }

  async function recover(): Promise<Traffic> {
    const approver = await newApprover(site)
    approver.close()
    const before = await sent()
    const page = await new PageDevice(site.url).connect()
    await page.open()
    await approver.connect()
    claimOf(await approver.approve(claimOf(await approver.scan(qrOf(page.view)))))
    const device = new SignedInDevice(site.url)
    const offer = await page.registerOptions()
    if (!offer.ok) throw new Error(offer.error.code)
    await page.register(device.authenticator.create(offer.options))
    expect((await device.signIn()).body.recovered).to.equal(true)
    await device.post('/api/sign-out', {})
    const after = await sent()
    page.close()
    approver.close()
    const kinds = Object.keys(after) as (keyof Traffic)[]
    return Object.fromEntries(kinds.map((kind) => [kind, after[kind] - before[kind]])) as Traffic
  }

  it('[K183] sends no more than it must', async () => {
    const all: Traffic[] = []
    for (let time = 0; time < RECOVERIES; time += 1) all.push(await recover())
    const least = (kind: keyof Traffic) => Math.min(...all.map((one) => one[kind]))
    expect(least('commands'), 'commands to Redis').to.equal(41)
    // Not exact: counters are written each second, and the second connection of a second costs its budget more calls.
    expect(least('calls'), 'calls inside scripts').to.be.at.most(120)
    // Not exact: what two sides send at the same time shares a round trip, and counters take one of their own.
    expect(least('redisTrips'), 'round trips to Redis').to.be.at.most(30)
    expect(least('statements'), 'statements to PostgreSQL').to.equal(33)
    expect(least('messages'), 'messages to sockets').to.equal(10)
  })
})
