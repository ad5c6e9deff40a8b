import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { AdminBackground } from '../../shared/admin.ts'
import type { AdminPosts } from '../../shared/admin-posts.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import type { ReadSignedIn } from '../accounts/signed-in.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Announcer } from '../events/announcer.ts'
import type { Figures } from '../limits/figures.ts'
import { type ChosenLimits, limitsOf } from '../limits/numbers.ts'
import type { StoreAge } from '../limits/store-age.ts'
import type { StoreNewness } from '../limits/store-newness.ts'
import type { ActionStepUp } from '../passkeys/declared-actions.ts'
import type { AnyChannel, Lines } from '../requests/channel.ts'
import type { PostsOf } from '../requests/posts.ts'
import type { ProxyCheck } from '../requests/proxy-check.ts'
import type { Authenticate } from '../sessions/authenticate.ts'
import type { EventStore } from '../site-events/event-store.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'
import { createAcknowledgeAlarm } from './acknowledge-alarm.ts'
import { createAdminFeed } from './admin-feed.ts'
import type { AdminStore } from './admin-store.ts'
import type { AlarmLog } from './alarm-log.ts'
import { alarmAt } from './alarms.ts'
import { createReadBackground } from './background.ts'
import { consoleChannel } from './console-channel.ts'
import { createEnterConsole } from './enter-console.ts'
import { createReadFigures, type FigureDeps } from './figures.ts'
import type { HeldLocks } from './held-locks.ts'
import type { WatchDeps } from './keep-watch.ts'
import type { Nodes } from './nodes.ts'
import { adminPosts } from './posts.ts'
import { createReadAlarms } from './read-alarms.ts'
import { createReleaseLock } from './release-lock.ts'
import { createReplayEvents } from './replay-events.ts'

interface ConsoleDeps {
  readonly fast: {
    readonly livePages: FigureDeps['livePages'] & { count(): Promise<number> }
    readonly figures: Figures
    readonly locks: HeldLocks
    readonly alarmLog: AlarmLog
    readonly nodes: Nodes
    readonly storeAge: StoreAge
  }
  readonly sql: {
    readonly accounts: Pick<AccountStore, 'findById'>
    readonly admins: AdminStore
    readonly audit: Pick<AuditLog, 'append'>
    readonly events: EventStore
    ping(): Promise<void>
  }
  readonly authenticate: Authenticate
  readonly readSignedIn: ReadSignedIn
  readonly stepUp: ActionStepUp
  readonly announcer: Announcer
  readonly limits: ChosenLimits
  readonly newness: StoreNewness
  readonly proxyCheck: ProxyCheck
  readonly warnings: Warnings
  readonly careful: Careful
  /** The running version, its stores in words, and its settings. */
  readonly about: Pick<AdminBackground, 'version' | 'stores' | 'settings'>
  readonly upMs: () => number
}

/** Where admins see what happens, and end locks that hit the wrong person. */
interface Console {
  readonly posts: PostsOf<AdminPosts>
  readonly channel: AnyChannel
  /** Starts telling the admins who watch. Returns a function that stops it. */
  serve(lines: Lines): () => void
  /** What a node reports and checks even if no admin watches. */
  readonly watch: WatchDeps
}

export function createConsole(deps: ConsoleDeps): Console {
  const { authenticate, stepUp, announcer, limits, newness, proxyCheck, warnings, careful, upMs } = deps
  const { livePages, figures, locks, alarmLog, nodes, storeAge } = deps.fast
  const { accounts, admins, audit, events, ping } = deps.sql
  const self = { id: randomBytes(6).toString('base64url'), host: hostname(), version: deps.about.version }
  const about = { ...deps.about, alarmAt: alarmAt(limitsOf(limits)['wrong-pin'].points) }
  const readAlarms = createReadAlarms({
    livePages,
    figures,
    alarmLog,
    storeAge,
    newness,
    proxyCheck,
    limits,
    events,
  })
  const feed = createAdminFeed({
    admins,
    warnings,
    careful,
    figures: createReadFigures({
      readAlarms,
      livePages,
      figures,
      locks,
      accounts,
      nodes,
      events,
      ownNode: self.id,
      warnings,
      limits,
    }),
    background: createReadBackground({ figures, about }),
  })
  return {
    posts: adminPosts({
      authenticate,
      enterConsole: createEnterConsole({ admins, stepUp }),
      acknowledgeAlarm: createAcknowledgeAlarm({ admins, alarmLog, audit }),
      releaseLock: createReleaseLock({ admins, stepUp, locks, audit, announcer }),
      replayEvents: createReplayEvents({ admins, stepUp, events }),
    }),
    channel: consoleChannel(admins, feed, deps.readSignedIn),
    serve: feed.serve,
    watch: { nodes, self, upMs, pingSql: ping, readAlarms, careful },
  }
}
