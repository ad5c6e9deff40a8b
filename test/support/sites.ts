import { after, before, describe } from 'mocha'
import { freePort } from './free-port.ts'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'
import { type Rekey, type RekeyOptions, startRekey } from './rekey.ts'

/** A deployment under test. On the shared stores it has two nodes; embedded, both are the one there is. */
export interface Site {
  url: string
  otherUrl: string
  nodes: Rekey[]
  redis: Awaited<ReturnType<typeof startRedis>> | null
}

/** Runs the same tests on the embedded default and on Redis plus PostgreSQL with two server processes. */
export function describeOnBothSets(
  title: string,
  tests: (site: Site) => void,
  options: RekeyOptions = {},
): void {
  describe(`${title}, embedded`, () => tests(embeddedSite(options)))
  describe(`${title}, on Redis and PostgreSQL`, () => tests(sharedSite(options)))
}

/** One process with SQLite and its memory, for the suite that calls this. */
export function embeddedSite(options: RekeyOptions = {}): Site {
  const site: Site = { url: '', otherUrl: '', nodes: [], redis: null }
  before(async () => {
    const node = await startRekey(options)
    Object.assign(site, { url: node.url, otherUrl: node.url, nodes: [node] })
  })
  after(() => stopAll(site))
  return site
}

/** Two processes over one real Redis and one real PostgreSQL, for the suite that calls this. */
export function sharedSite(options: RekeyOptions = {}): Site {
  const site: Site = { url: '', otherUrl: '', nodes: [], redis: null }
  let stopStores: () => Promise<unknown>
  before(async () => {
    const [redis, postgres] = await Promise.all([startRedis(), startPostgres()])
    stopStores = () => Promise.all([redis.stop(), postgres.stop()])
    const stores = { redisUrl: redis.url, databaseUrl: await postgres.createDatabase() }
    const port = await freePort()
    // Behind a load balancer both nodes have one public address; here it is the first node's own.
    const publicUrl = `http://localhost:${port}`
    const start = (own: Partial<RekeyOptions>) => startRekey({ ...options, ...stores, publicUrl, ...own })
    const nodes = await Promise.all([start({ port }), start({})])
    Object.assign(site, { url: nodes[0].url, otherUrl: nodes[1].url, nodes, redis })
  })
  after(async () => {
    await stopAll(site)
    await stopStores?.()
  })
  return site
}

async function stopAll({ nodes }: Site): Promise<void> {
  await Promise.all(nodes.map((node) => node.stop()))
}
