import { randomBytes } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Express } from 'express'
import type { Logger } from 'pino'
import type { AdminBackground } from '../shared/admin.ts'
import type { AccountId, PairingId, SessionId } from '../shared/ids.ts'
import { accountTopic, type SignedInLine } from './accounts/signed-in-line.ts'
import { createAdminFeatures } from './admin/admin-features.ts'
import { createAdminFeed } from './admin/admin-feed.ts'
import { alarmAt } from './admin/alarms.ts'
import { createReadBackground } from './admin/background.ts'
import { CONSOLE, consoleChannel } from './admin/console-channel.ts'
import { createReadFigures } from './admin/figures.ts'
import type { WatchDeps } from './admin/keep-watch.ts'
import { type Observations, type ObserveOptions, observe } from './admin/observe.ts'
import { adminPosts } from './admin/posts.ts'
import { createReadAlarms } from './admin/read-alarms.ts'
import { type Announcements, createAnnouncements } from './events/announcements.ts'
import type { CreateHost } from './host.ts'
import { createGuard } from './limits/guard.ts'
import { limitsOf } from './limits/numbers.ts'
import type { PairingDeps } from './methods/pairing/deps.ts'
import { LIFETIMES, type Lifetimes } from './methods/pairing/lifetimes.ts'
import type { Seen } from './methods/pairing/pairing-store.ts'
import { type RiskChoice, riskSettings } from './methods/pairing/risk/settings.ts'
import { createPairingSecrets } from './methods/pairing/secrets.ts'
import { prove } from './methods/pairing/steps/prove.ts'
import { APPROVING, approvingChannel } from './methods/pairing/wire/approving-channel.ts'
import { lookPost } from './methods/pairing/wire/look-post.ts'
import { REQUESTING, requestingChannel } from './methods/pairing/wire/requesting-channel.ts'
import { showChange, showPairing } from './methods/pairing/wire/show-change.ts'
import type { BrandSettings } from './pages/branding/brand.ts'
import { loadSite } from './pages/site.ts'
import type { RelyingParty } from './passkeys/relying-party.ts'
import { createStepUp, STEP_UP_MS } from './passkeys/step-up.ts'
import type { Lines } from './requests/channel.ts'
import { createCookies } from './sessions/cookies.ts'
import { closeSessions, watchSessions } from './sessions/watch-sessions.ts'
import { openMemory } from './stores/memory/open-memory.ts'
import { type Deployment, openRelay } from './stores/redis/relay.ts'
import type { Stores } from './stores/stores.ts'
import { createHttp } from './transport/http/create-http.ts'
import { linesOf } from './transport/sockets/lines.ts'
import { createIo, type ServedSockets, serveSockets } from './transport/sockets/serve-sockets.ts'
import type { Warnings } from './warnings/warnings.ts'

/** The built pages: beside the built server, and seen from the sources in `dist`. */
const WEB_FOLDER = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../dist/web' : '../web', import.meta.url),
)

/** What was chosen. */
export interface RekeyOptions extends Omit<ObserveOptions, 'cookies' | 'browserTag'>, RiskChoice {
  readonly rp: RelyingParty
  /** Pages are served under https: cookies are `__Host-`, HSTS is sent. */
  readonly secure: boolean
  /** At least 32 characters that only the nodes of this deployment know. */
  readonly secret: string
  /** What was in its place until lately: codes made with it work on. */
  readonly previousSecret: string | null
  readonly brand: BrandSettings
  readonly signUp: string
  readonly supportUrl: string | null
  /** For admins: the version that runs, its stores in words, its settings. */
  readonly about: Pick<AdminBackground, 'version' | 'stores' | 'settings'>
}

/** Rekey, put together and listening nowhere. */
export interface Rekey extends Observations {
  /** Answers every HTTP request. */
  readonly app: Express
  readonly pairing: PairingDeps
  /** What is told and noted also while no admin watches. */
  readonly watch: WatchDeps
  /** Serves the sockets of an HTTP server, so many of them at most. */
  serveSockets(http: HttpServer, mostSockets: number): ServedSockets
}

/** Joins features, ports and adapters. Nothing listens yet. */
export async function createRekey(
  options: RekeyOptions,
  stores: Stores,
  createHost: CreateHost,
  log: Logger,
  lives: Lifetimes = LIFETIMES,
): Promise<Rekey> {
  const { sql, fast, fanOut } = stores
  const { rp, secure, limits } = options
  const startedAt = performance.now()
  const secrets = createPairingSecrets(
    options.secret,
    options.previousSecret ?? undefined,
    () => performance.now() - startedAt < lives.whole,
  )
  const browserTag = (token: string) => secrets.tag('browser', token)
  const cookies = createCookies({ secure })
  const observed = await observe({ ...options, cookies, browserTag }, stores, log)
  const { warnings, careful, tally, newness, proxyCheck, readContext, reach } = observed
  const relay = fanOut && (await openRelay(fanOut, deploymentOf(options), careful, tellOfForeign(warnings)))
  const announcer = createAnnouncements(relay, careful)
  let lines: Lines = { of: () => [] }
  const guard = createGuard({
    limiter: fast.limiter,
    perNode: openMemory().limiter,
    tag: secrets.tag,
    newness,
    tally,
    limits: limitsOf(limits),
  })
  const stepUp = createStepUp({ ...sql, rp, guard, log, lifetimeMs: STEP_UP_MS })
  const pairing: PairingDeps = {
    pairings: fast.pairings,
    livePages: fast.livePages,
    marks: fast.marks,
    locks: fast.locks,
    guard,
    accounts: sql.accounts,
    credentials: sql.credentials,
    sessions: sql.sessions,
    ledger: sql.recoveries,
    acts: sql.acts,
    audit: sql.audit,
    announcer,
    news: {
      changed: careful('showing a pairing', (written: Seen) => {
        announcer.tellOthers('pairing-changed', written.pairing.id)
        showPairing(lines, pairing, written)
      }),
    },
    stepUp,
    rp,
    secrets,
    lives,
    risk: riskSettings(options),
    limits,
    newness,
    tally,
    log,
  }
  const host = createHost({
    ...{ cookies, guard, announcer, stepUp, log },
    prove: (credential, where) => prove(pairing, credential, where),
  })
  const admin = createAdminFeatures({
    ...pairing,
    admins: sql.admins,
    alarmLog: fast.alarmLog,
    stepUp: host.stepUp,
  })
  const { answerPage, addRoutes } = await loadSite({ ...options, webFolder: WEB_FOLDER, cookies })
  const app = createHttp({
    posts: { ...host.posts, ...adminPosts(host.authenticate, admin), ...lookPost(pairing) },
    gets: host.gets,
    origins: rp,
    secure,
    ...{ readContext, cookies, answerPage, addRoutes },
    checks: [
      { name: 'sql', check: sql.ping },
      { name: fanOut ? 'redis' : 'memory', check: () => fast.ping() },
    ],
    ...{ warnings, careful, reach, log },
  })
  const watched = { ...pairing, ...fast, proxyCheck, warnings }
  const self = {
    id: randomBytes(6).toString('base64url'),
    host: hostname(),
    version: options.about.version,
  }
  const about = { ...options.about, alarmAt: alarmAt(limitsOf(limits)['wrong-pin'].points) }
  const feedDeps = {
    ...{ admins: sql.admins, warnings, careful },
    figures: createReadFigures({ ...watched, ownNode: self.id }),
    background: createReadBackground({ figures: fast.figures, about }),
  }
  return {
    ...observed,
    app,
    pairing,
    watch: {
      ...{ nodes: fast.nodes, self, careful, pingSql: sql.ping },
      upMs: () => performance.now() - startedAt,
      readAlarms: createReadAlarms(watched),
    },
    serveSockets(http, mostSockets) {
      const ofAccount = [APPROVING, host.channel.name]
      // The console closes with its session too; it hears nothing of the account.
      const ofSession = [...ofAccount, CONSOLE]
      const io = createIo([REQUESTING, ...ofSession])
      lines = linesOf(io)
      const feed = createAdminFeed(lines, feedDeps)
      const sockets = serveSockets(io, http, {
        channels: [
          requestingChannel(pairing, careful),
          approvingChannel(pairing, sql),
          host.channel,
          consoleChannel(feedDeps, feed, sql),
        ],
        ...{ readContext, browserTag, careful, log },
        upgrades: { origins: rp, guard, mostSockets, readContext, careful, reach },
      })
      hearAnnouncements(announcer, lines, pairing, { ofAccount, ofSession })
      const stopWatching = watchSessions(ofAccount, { lines, sessions: sql.sessions, log, careful })
      return {
        async close() {
          stopWatching()
          feed.stop()
          await sockets.close()
        },
      }
    },
  }
}

/** Carries announcements, from this node or another, to the sockets of this node. */
function hearAnnouncements(
  announcements: Announcements,
  lines: Lines,
  pairing: PairingDeps,
  channels: { readonly ofAccount: readonly string[]; readonly ofSession: readonly string[] },
): void {
  const show = (id: PairingId) =>
    showChange(lines, pairing, id).catch((err: unknown) =>
      pairing.log.warn({ err }, 'A change of a pairing was not shown.'),
    )
  const tellAccount = (id: AccountId) => {
    for (const channel of channels.ofAccount)
      for (const { line } of lines.of<SignedInLine>(channel, accountTopic(id))) line.emit('changed')
  }
  announcements.listen('pairing-changed', (ids) => Promise.all((ids as readonly PairingId[]).map(show)))
  announcements.listen('account-changed', (ids) => (ids as readonly AccountId[]).forEach(tellAccount))
  announcements.listen('sessions-ended', (ids) =>
    closeSessions(lines, channels.ofSession, ids as readonly SessionId[]),
  )
}

function deploymentOf({ publicUrl, secret, previousSecret }: RekeyOptions): Deployment {
  return { publicUrl, secrets: [secret, previousSecret].filter((one) => one !== null) }
}

/** Only whoever can list the channels of our Redis finds ours. */
function tellOfForeign(warnings: Warnings): () => void {
  return () =>
    warnings.begin('foreign-words', 'Another program publishes on our channel in Redis; we ignore it.')
}
