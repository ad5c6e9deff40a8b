import { after, before, describe } from 'mocha'
import { freePort } from './free-port.ts'
import { commonPostgres, startPostgres, type TestPostgres } from './postgres.ts'
import { startRedis, type TestRedis } from './redis.ts'
import { type Rekey, type RekeyOptions, startRekey } from './rekey.ts'
import { STORES_BY_SIZE } from './size.ts'

/** A deployment under test. On the shared stores it has two nodes; embedded, both are the one there is. */
export interface Site {
  url: string
  otherUrl: string
  nodes: Rekey[]
  redis: TestRedis | null
  postgres: TestPostgres | null
  databaseUrl: string | null
  /** Starts one more node over the same stores; it stops with the site. */
  start: (own?: Partial<RekeyOptions>) => Promise<Rekey>
  stop: () => Promise<unknown>
}

interface SharedOptions extends RekeyOptions {
  /** For a test that ends PostgreSQL, which other suites need. */
  readonly ownPostgres?: boolean
}

export type StoreSet = 'embedded' | 'shared'

const BOTH_SETS: readonly StoreSet[] = ['embedded', 'shared']

const CALLED: Readonly<Record<StoreSet, string>> = {
  embedded: 'embedded',
  shared: 'on Redis and PostgreSQL',
}

/**
 * Runs the same tests on the embedded default, and in the long run on Redis plus PostgreSQL with two server
 * processes. The deployments are the suite's own.
 */
export function describeOnOwnSites(
  title: string,
  tests: (site: Site) => void,
  options: RekeyOptions = {},
  sets = STORES_BY_SIZE,
): void {
  const start = { embedded: embeddedSite, shared: sharedSite }
  for (const set of sets) describe(`${title}, ${CALLED[set]}`, () => tests(start[set](options)))
}

/** The same on both in one run, for a file that only the long run has. */
export function describeOnBothSets(
  title: string,
  tests: (site: Site) => void,
  options: RekeyOptions = {},
): void {
  describeOnOwnSites(title, tests, options, BOTH_SETS)
}

/**
 * The same on deployments that are common to all suites of the run, for tests that leave its servers as
 * they are and whose devices each have an address of their own.
 */
export function describeOnCommonSites(title: string, tests: (site: Site, set: StoreSet) => void): void {
  for (const set of STORES_BY_SIZE) describe(`${title}, ${CALLED[set]}`, () => tests(commonSite(set), set))
}

/** One process with SQLite and its memory, for the suite that calls this. */
export function embeddedSite(options: RekeyOptions = {}): Site {
  return ownSite(() => startEmbedded(options))
}

/** Two processes over one real Redis and one real PostgreSQL, for the suite that calls this. */
export function sharedSite(options: SharedOptions = {}): Site {
  return ownSite(() => startShared(options))
}

function ownSite(start: () => Promise<Site>): Site {
  const site = {} as Site
  before(async () => {
    Object.assign(site, await start())
  })
  after(() => site.stop?.())
  return site
}

const startCommon = { embedded: () => startEmbedded({}), shared: () => startShared({}) }
const started = new Map<StoreSet, Promise<Site>>()

/** See describeOnCommonSites. */
export function commonSite(kind: StoreSet): Site {
  const site = {} as Site
  before(async () => {
    const starting = started.get(kind) ?? startCommon[kind]()
    started.set(kind, starting)
    Object.assign(site, await starting)
  })
  return site
}

after(async () => {
  const stopped = await Promise.allSettled([...started.values()].map(async (site) => (await site).stop()))
  for (const one of stopped) if (one.status === 'rejected') throw one.reason
})

/** One process, as `embeddedSite` has it; whoever starts it stops it. */
export async function startEmbedded(options: RekeyOptions): Promise<Site> {
  const node = await startRekey(options)
  const nodes = [node]
  return {
    url: node.url,
    otherUrl: node.url,
    nodes,
    redis: null,
    postgres: null,
    databaseUrl: null,
    start: () => Promise.reject(new Error('An embedded deployment is one process.')),
    stop: () => stopAll(nodes),
  }
}

async function startShared({ ownPostgres, ...options }: SharedOptions): Promise<Site> {
  const [redis, postgres] = await Promise.all([
    startRedis(),
    ownPostgres ? startPostgres() : commonPostgres(),
  ])
  const databaseUrl = await postgres.createDatabase()
  const port = await freePort()
  // Behind a load balancer all nodes have one public address; here it is the first node's own.
  const shared = { redisUrl: redis.url, databaseUrl, publicUrl: `http://localhost:${port}` }
  const startNode = (own: Partial<RekeyOptions> = {}) => startRekey({ ...options, ...shared, ...own })
  const [one, other] = await Promise.all([startNode({ port }), startNode()])
  const nodes = [one, other]
  const start = async (own?: Partial<RekeyOptions>) => {
    const node = await startNode(own)
    nodes.push(node)
    return node
  }
  async function stop() {
    try {
      await stopAll(nodes)
    } finally {
      await Promise.all([redis.stop(), ownPostgres && postgres.stop()])
    }
  }
  return { url: one.url, otherUrl: other.url, nodes, redis, postgres, databaseUrl, start, stop }
}

async function stopAll(nodes: readonly Rekey[]): Promise<void> {
  const stopped = await Promise.allSettled(nodes.map((node) => node.stop()))
  for (const one of stopped) if (one.status === 'rejected') throw one.reason
}
