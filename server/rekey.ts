import type { Server as HttpServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { Express } from 'express'
import type { Logger } from 'pino'
import type { AdminBackground } from '../shared/admin.ts'
import { createActionStepUp } from './accounts/action-step-up.ts'
import { hearAnnouncements, namesOf } from './accounts/hear-announcements.ts'
import { stepUpPosts } from './accounts/step-up-posts.ts'
import { createConsole } from './admin/console.ts'
import type { WatchDeps } from './admin/keep-watch.ts'
import { type Observations, type ObserveOptions, observe } from './admin/observe.ts'
import { createAnnouncements } from './events/announcements.ts'
import type { Announcer } from './events/announcer.ts'
import type { CreateHost } from './host.ts'
import { createGuard } from './limits/guard.ts'
import { type ChosenLimits, limitsOf } from './limits/numbers.ts'
import { createMethods } from './method-list.ts'
import type { MethodSettings } from './method-settings.ts'
import { LIFETIMES, type Lifetimes } from './methods/pairing/lifetimes.ts'
import type { BrandSettings } from './pages/branding/brand.ts'
import { loadSite } from './pages/site.ts'
import type { RelyingParty } from './passkeys/relying-party.ts'
import { createStepUp, STEP_UP_MS } from './passkeys/step-up.ts'
import { readinessOf } from './recovery/method.ts'
import { createProve } from './recovery/prove.ts'
import { createRegister } from './recovery/register.ts'
import { createSlowRecoveries } from './recovery/slow/slow-recoveries.ts'
import { createKeys } from './secrets/keys.ts'
import { createCookies } from './sessions/cookies.ts'
import { createKnownBrowsers } from './sessions/known-browsers.ts'
import { watchSessions } from './sessions/watch-sessions.ts'
import type { EventReceivers } from './site-events/receivers.ts'
import { tellOfEvents } from './site-events/tell-of-events.ts'
import { stepUpActions } from './step-up-actions.ts'
import { openMemory } from './stores/memory/open-memory.ts'
import { type Deployment, openRelay, tellOfForeign } from './stores/redis/relay.ts'
import type { Stores } from './stores/stores.ts'
import { createHttp } from './transport/http/create-http.ts'
import { linesOf } from './transport/sockets/lines.ts'
import { createIo, type ServedSockets, serveSockets } from './transport/sockets/serve-sockets.ts'

/** The folder of the built pages: beside the built server, or in `dist` when this runs from its sources. */
const WEB_FOLDER = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../dist/web' : '../web', import.meta.url),
)

/** The settings of a deployment. */
export interface RekeyOptions extends Omit<ObserveOptions, 'cookies' | 'browserTag'>, EventReceivers {
  readonly rp: RelyingParty
  /** True if pages are served under https. Then cookies have the prefix `__Host-`, and HSTS is sent. */
  readonly secure: boolean
  /** At least 32 characters that only the nodes of this deployment know. */
  readonly secret: string
  /** The secret before a change. Codes made with it are accepted until no pairing can be older than the change. */
  readonly previousSecret: string | null
  readonly brand: BrandSettings
  readonly methods: MethodSettings
  readonly limits: ChosenLimits
  readonly signUp: string
  readonly supportUrl: string | null
  /** For admins: the version that runs, its stores in words, its settings. */
  readonly about: Pick<AdminBackground, 'version' | 'stores' | 'settings'>
  /** Other lifetimes than LIFETIMES, for tests. */
  readonly lives?: Lifetimes | undefined
}

/** Rekey, put together. It listens nowhere yet. */
export interface Rekey extends Observations {
  /** Answers every HTTP request. */
  readonly app: Express
  readonly announcer: Announcer
  /** What a node has to report and check even while no admin watches the console. */
  readonly watch: WatchDeps
  /** Begins to tell the callbacks and the webhook of events. Returns a function that stops it. */
  tellOfEvents(): () => Promise<void>
  /** Serves the sockets of an HTTP server, at most `mostSockets` of them. */
  serveSockets(http: HttpServer, mostSockets: number): ServedSockets
}

/**
 * Puts Rekey together from its features and the given stores. Nothing listens yet. Throws StartError if a file that the
 * options name cannot be used, and what the stores throw.
 */
export async function createRekey(
  options: RekeyOptions,
  stores: Stores,
  createHost: CreateHost,
  log: Logger,
): Promise<Rekey> {
  const { sql, fast, fanOut } = stores
  const { rp, publicUrl, secure, limits, lives = LIFETIMES } = options
  const startedAt = performance.now()
  // The previous secret is for pages that were open at the start. No pairing lives longer than `whole`.
  const keys = createKeys(
    options.secret,
    options.previousSecret ?? undefined,
    () => performance.now() - startedAt < lives.whole,
  )
  const browserTag = (token: string) => keys.tag('browser', token)
  const cookies = createCookies({ secure })
  const knownBrowsers = createKnownBrowsers(keys)
  const { trustProxy, proxyHeader, geoipFile } = options
  const observed = await observe(
    { publicUrl, trustProxy, proxyHeader, geoipFile, cookies, browserTag },
    stores,
    log,
  )
  const { warnings, careful, tally, newness, proxyCheck, readContext, reach } = observed
  const relay = fanOut && (await openRelay(fanOut, deploymentOf(options), careful, tellOfForeign(warnings)))
  const announcer = createAnnouncements(relay, careful)
  const guard = createGuard({
    limiter: fast.limiter,
    perNode: openMemory().limiter,
    tag: keys.tag,
    newness,
    tally,
    limits: limitsOf(limits),
  })
  const { accounts, credentials, challenges, audit, recoveries: ledger } = sql
  const stepUp = createStepUp({ rp, credentials, challenges, audit, guard, log, lifetimeMs: STEP_UP_MS })
  const actions = stepUpActions(sql)
  const actionStepUp = createActionStepUp({ actions, stepUp, accounts, credentials, guard })
  const host = createHost({ cookies, knownBrowsers, guard, announcer, stepUp: actionStepUp, keys, log })
  const { authenticate, readSignedIn } = host
  const register = createRegister({ rp, accounts, ledger, announcer, log })
  /** What all methods without another device have in common. It gives each of them `signedPost` and `addProof`. */
  const slow = createSlowRecoveries({
    sql,
    guard,
    announcer,
    register,
    stepUp: actionStepUp,
    careful,
    ...options.methods.recovery,
  })
  const parts = {
    fast,
    sql,
    keys,
    cookies,
    knownBrowsers,
    lives,
    limits,
    guard,
    newness,
    tally,
    host,
    announcer,
    ...{ careful, log },
  }
  const methods = createMethods({ ...parts, settings: options.methods, stepUp, actionStepUp, register, slow })
  const hosted = host.complete({
    prove: createProve({ ledger, announcer, guard, log, methods, level: options.methods.recovery.level }),
    underWay: slow.underWay,
    readiness: readinessOf(methods),
  })
  const upMs = () => performance.now() - startedAt
  const admin = createConsole({
    fast,
    sql,
    authenticate,
    readSignedIn,
    stepUp: actionStepUp,
    announcer,
    limits,
    newness,
    proxyCheck,
    warnings,
    careful,
    about: options.about,
    upMs,
  })
  const { signUp, supportUrl, brand } = options
  const { answerPage, addRoutes } = await loadSite({
    rp,
    publicUrl,
    signUp,
    supportUrl,
    methods: methods.filter(({ offered }) => offered).map(({ id }) => id),
    level: options.methods.recovery.level,
    secure,
    brand,
    webFolder: WEB_FOLDER,
    cookies,
  })
  const app = createHttp({
    posts: [
      hosted.posts,
      stepUpPosts({ actions, authenticate, stepUp: actionStepUp }),
      admin.posts,
      slow.posts,
      ...methods.map(({ posts }) => posts),
    ],
    gets: hosted.gets,
    origins: rp,
    secure,
    readContext,
    cookies,
    answerPage,
    addRoutes,
    checks: [
      { name: 'sql', check: sql.ping },
      { name: fanOut ? 'redis' : 'memory', check: () => fast.ping() },
    ],
    warnings,
    careful,
    reach,
    log,
  })
  return {
    ...observed,
    app,
    announcer,
    watch: admin.watch,
    tellOfEvents: () => tellOfEvents(options, { events: sql.events, accounts, warnings, careful, log }),
    serveSockets(http, mostSockets) {
      const channels = [...methods.flatMap((method) => method.channels), hosted.channel, admin.channel]
      const io = createIo(channels.map(({ name }) => name))
      const lines = linesOf(io)
      const sockets = serveSockets(io, http, {
        channels,
        readContext,
        browserTag,
        careful,
        log,
        upgrades: { origins: rp, guard, mostSockets, readContext, careful, reach },
      })
      for (const method of methods) method.serve(lines)
      const stopTelling = admin.serve(lines)
      hearAnnouncements(announcer, lines, channels)
      const stopWatching = watchSessions(namesOf(channels, 'hears-of-account'), {
        lines,
        sessions: sql.sessions,
        log,
        careful,
      })
      return {
        async close() {
          stopWatching()
          stopTelling()
          await sockets.close()
        },
      }
    },
  }
}

function deploymentOf({ publicUrl, secret, previousSecret }: RekeyOptions): Deployment {
  return { publicUrl, secrets: [secret, previousSecret].filter((one) => one !== null) }
}
