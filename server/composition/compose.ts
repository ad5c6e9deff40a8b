import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Express } from 'express'
import type { Logger } from 'pino'
import type { Server } from 'socket.io'
import { createAccountFeatures } from '../accounts/account-features.ts'
import { createAdminFeatures } from '../admin/admin-features.ts'
import { alarmAt } from '../admin/alarms.ts'
import { createReadBackground } from '../admin/background.ts'
import { createReadFigures } from '../admin/figures.ts'
import type { WatchDeps } from '../admin/keep-watch.ts'
import { createReadAlarms } from '../admin/read-alarms.ts'
import { readBrand } from '../branding/brand.ts'
import type { Config } from '../config/config.ts'
import { loadSecret } from '../config/secret-file.ts'
import { createHttp } from '../http/create-http.ts'
import { brandHead, pageFacts } from '../http/page-facts.ts'
import { loadAnswerPage, loadPages } from '../http/pages.ts'
import type { PairingDeps } from '../pairing/deps.ts'
import { LIFETIMES, type Lifetimes } from '../pairing/lifetimes.ts'
import { look } from '../pairing/look.ts'
import { prove } from '../pairing/prove.ts'
import { createPairingSecrets } from '../pairing/secrets.ts'
import { createStepUp, STEP_UP_MS } from '../passkeys/step-up.ts'
import { UNDO_MS } from '../recovery/lifetimes.ts'
import { createCookies } from '../sessions/cookies.ts'
import type { FeedDeps } from '../sockets/admin-feed.ts'
import { createAnnouncer } from '../sockets/announcements.ts'
import type { ApproverDeps } from '../sockets/approve.ts'
import { createIo } from '../sockets/serve-sockets.ts'
import { openMemory } from '../stores/memory/open-memory.ts'
import { type Deployment, openRelay } from '../stores/redis/relay.ts'
import { createGuard } from '../throttle/guard.ts'
import { limitsOf } from '../throttle/numbers.ts'
import type { PeerAddresses } from '../throttle/peer-addresses.ts'
import type { PeerNetwork } from '../throttle/peer-network.ts'
import type { Tally } from '../throttle/tally.ts'
import type { Careful } from '../warnings/careful.ts'
import type { ReachCheck } from '../warnings/reach-check.ts'
import type { Warnings } from '../warnings/warnings.ts'
import { readApprover } from './approver.ts'
import { ladderSettings } from './ladder-settings.ts'
import { observe } from './observe.ts'
import type { Stores } from './open-stores.ts'
import { readVersion } from './version.ts'
import { storesInUse } from './welcome.ts'

/** The built pages: beside the built server, and seen from the sources in `dist`. */
const WEB_FOLDER = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/web' : '../web', import.meta.url),
)

export interface Composed {
  readonly io: Server
  readonly app: Express
  readonly pairing: PairingDeps
  readonly peers: ApproverDeps
  readonly tally: Tally
  readonly warnings: Warnings
  readonly careful: Careful
  readonly peerAddresses: PeerAddresses
  readonly peerNetwork: PeerNetwork
  readonly reach: ReachCheck
  /** What admins watch. */
  readonly feed: FeedDeps
  /** What is told and noted also while no admin watches. */
  readonly watch: WatchDeps
}

/** Joins features, ports and adapters. Nothing listens yet. */
export async function compose(
  config: Config,
  stores: Stores,
  log: Logger,
  lives: Lifetimes = LIFETIMES,
): Promise<Composed> {
  const { sql, fast, fanOut } = stores
  const startedAt = performance.now()
  const secrets = createPairingSecrets(
    config.secret ?? loadSecret(config.dataDir),
    config.previousSecret ?? undefined,
    () => performance.now() - startedAt < lives.whole,
  )
  const io = createIo()
  const { warnings, careful, tally, newness, proxyCheck, peerAddresses, peerNetwork, whereabouts, reach } =
    await observe(config, stores, log)
  const relay = fanOut && (await openRelay(fanOut, deploymentOf(config), careful, tellOfForeign(warnings)))
  const announcer = createAnnouncer(io, relay, careful)
  const guard = createGuard({
    limiter: fast.limiter,
    perNode: openMemory().limiter,
    tag: secrets.tag,
    newness,
    tally,
    limits: limitsOf(config.limits),
  })
  const stepUp = createStepUp({
    rp: config.rp,
    accounts: sql.accounts,
    credentials: sql.credentials,
    challenges: sql.challenges,
    audit: sql.audit,
    guard,
    log,
    lifetimeMs: STEP_UP_MS,
  })
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
    stepUp,
    rp: config.rp,
    secrets,
    lives,
    ladder: ladderSettings(config),
    limits: config.limits,
    newness,
    tally,
    log,
  }
  const cookies = createCookies({ secure: config.secure })
  const peers: ApproverDeps = {
    whereabouts,
    cookies,
    browserTag: (token) => secrets.tag('browser', token),
    careful,
    approver: (peer) => readApprover(sql, peer),
  }
  const features = createAccountFeatures({
    ...pairing,
    signUpMode: config.signUp,
    challenges: sql.challenges,
    admins: sql.admins,
    prove: (credential, where) => prove(pairing, credential, where),
    undoMs: UNDO_MS,
  })
  const app = createHttp({
    config,
    features,
    admin: createAdminFeatures({
      ...pairing,
      admins: sql.admins,
      alarmLog: fast.alarmLog,
      stepUp: features.stepUp,
    }),
    cookies,
    whereabouts,
    look: (code, browser, network, caller) => look(pairing, code, peers.browserTag(browser), network, caller),
    ...(await loadLook(config)),
    webFolder: WEB_FOLDER,
    checks: [
      { name: 'sql', check: sql.ping },
      { name: fanOut ? 'redis' : 'memory', check: () => fast.ping() },
    ],
    warnings,
    careful,
    reach,
    log,
  })
  const watched = { ...pairing, ...fast, proxyCheck, warnings }
  const self = { id: randomBytes(6).toString('base64url'), host: hostname(), version: readVersion() }
  const figures = createReadFigures({ ...watched, ownNode: self.id })
  const about = {
    ...{ version: self.version, stores: storesInUse(config), settings: config.settings },
    alarmAt: alarmAt(limitsOf(config.limits)['wrong-pin'].points),
  }
  return {
    io,
    app,
    pairing,
    peers,
    tally,
    warnings,
    careful,
    peerAddresses,
    peerNetwork,
    reach,
    feed: {
      ...{ admins: sql.admins, figures, warnings, careful },
      background: createReadBackground({ figures: fast.figures, about }),
    },
    watch: {
      ...{ nodes: fast.nodes, self, careful, pingSql: sql.ping },
      upMs: () => performance.now() - startedAt,
      readAlarms: createReadAlarms(watched),
    },
  }
}

function deploymentOf({ publicUrl, secret, previousSecret }: Config): Deployment {
  return { publicUrl, secrets: [secret, previousSecret].filter((one) => one !== null) }
}

/** Only whoever can list the channels of our Redis finds ours. */
function tellOfForeign(warnings: Warnings): () => void {
  return () =>
    warnings.begin('foreign-words', 'Another program publishes on our channel in Redis; we ignore it.')
}

/** The pages, in the look of the site. */
async function loadLook(config: Config) {
  const brand = await readBrand(config.brand, WEB_FOLDER)
  const [facts, head] = [pageFacts(config, brand), brandHead(brand)]
  return {
    brand,
    pages: await loadPages(WEB_FOLDER, facts, head),
    answerPage: await loadAnswerPage(WEB_FOLDER, facts, head),
  }
}
