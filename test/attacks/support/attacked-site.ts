import { after, before } from 'mocha'
import { freePort } from '../../support/free-port.ts'
import { type Haproxy, startHaproxy } from '../../support/haproxy.ts'
import { commonPostgres } from '../../support/postgres.ts'
import { startRedis } from '../../support/redis.ts'
import { type RekeyOptions, startRekey } from '../../support/rekey.ts'
import { type Site, startEmbedded } from '../../support/sites.ts'
import { startSlowLine } from '../../support/slow-line.ts'
import { LOGGED } from './attacked-settings.ts'

/**
 * `embedded`: one process with its own stores, met straight, and set as it comes. `shared`: two processes over real
 * Redis and PostgreSQL, behind a real proxy.
 */
export type SiteKind = 'embedded' | 'shared'

/** `url` is the only way in. */
export interface AttackedSite extends Site {
  /** In front of the shared kind. */
  proxy: Haproxy | null
}

export interface AttackedOptions extends RekeyOptions {
  /** Milliseconds from the nodes to Redis and back again. */
  readonly redisAwayMs?: number
}

/** Such a site for the suite that calls this. */
export function attackedSite(kind: SiteKind, options: () => Promise<AttackedOptions>): AttackedSite {
  const site = {} as AttackedSite
  before(async function () {
    this.timeout(60_000)
    Object.assign(site, await start[kind](await options()))
  })
  after(() => site.stop?.())
  return site
}

const started = new Map<string, Promise<AttackedSite>>()

/** One site for every suite with the same settings; it is stopped when all of them are over. */
export function commonAttackedSite(kind: SiteKind, env: Readonly<Record<string, string>> = {}): AttackedSite {
  const site = {} as AttackedSite
  before(async function () {
    this.timeout(60_000)
    const key = JSON.stringify([kind, env])
    const starting = started.get(key) ?? start[kind]({ env })
    started.set(key, starting)
    Object.assign(site, await starting)
  })
  return site
}

after(async function () {
  this.timeout(30_000)
  const stopped = await Promise.allSettled([...started.values()].map(async (site) => (await site).stop()))
  for (const one of stopped) if (one.status === 'rejected') throw one.reason
})

const start: Readonly<Record<SiteKind, (options: AttackedOptions) => Promise<AttackedSite>>> = {
  async embedded({ env, ...options }) {
    const site = await startEmbedded({ ...options, asItComes: true, env: { ...LOGGED, ...env } })
    return { ...site, proxy: null }
  },
  shared: startBehindProxy,
}

async function startBehindProxy({ redisAwayMs, env, ...options }: AttackedOptions): Promise<AttackedSite> {
  const [redis, postgres, port] = await Promise.all([startRedis(), commonPostgres(), freePort()])
  const databaseUrl = options.databaseUrl ?? (await postgres.createDatabase())
  const line = redisAwayMs ? await startSlowLine(Number(new URL(redis.url).port), redisAwayMs / 2) : null
  const redisUrl = line ? `redis://127.0.0.1:${line.port}` : redis.url
  const publicUrl = `http://localhost:${port}`
  const startNode = () =>
    startRekey({ ...options, redisUrl, databaseUrl, publicUrl, env: { ...LOGGED, ...env } })
  const nodes = await Promise.all([startNode(), startNode()])
  const ports = nodes.map((node) => node.port)
  const proxy = await startHaproxy(ports, port)
  return {
    url: proxy.url,
    otherUrl: proxy.url,
    nodes,
    redis,
    postgres,
    databaseUrl,
    proxy,
    start: () => Promise.reject(new Error('The proxy knows two nodes.')),
    async stop() {
      await proxy.stop()
      await Promise.all(nodes.map((node) => node.stop()))
      await line?.close()
      await redis.stop()
    },
  }
}
