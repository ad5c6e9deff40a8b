import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Express } from 'express'
import { sql as raw } from 'kysely'
import { pino } from 'pino'
import { createActionStepUp } from '../../server/accounts/action-step-up.ts'
import { stepUpPosts } from '../../server/accounts/step-up-posts.ts'
import { createAcknowledgeAlarm } from '../../server/admin/acknowledge-alarm.ts'
import { createEnterConsole } from '../../server/admin/enter-console.ts'
import { adminPosts } from '../../server/admin/posts.ts'
import { createReleaseLock } from '../../server/admin/release-lock.ts'
import { createReplayEvents } from '../../server/admin/replay-events.ts'
import type { Announcer } from '../../server/events/announcer.ts'
import type { ChosenLimits } from '../../server/limits/numbers.ts'
import { lookPost } from '../../server/methods/pairing/wire/look-post.ts'
import type { BrandSettings } from '../../server/pages/branding/brand.ts'
import { loadSite } from '../../server/pages/site.ts'
import type { RelyingParty } from '../../server/passkeys/relying-party.ts'
import { createStepUp, STEP_UP_MS } from '../../server/passkeys/step-up.ts'
import { createUnderWay } from '../../server/recovery/slow/under-way.ts'
import type { AnyPosts } from '../../server/requests/posts.ts'
import { createReadRequestContext } from '../../server/requests/request-context.ts'
import { createKeys } from '../../server/secrets/keys.ts'
import { createAuthenticate } from '../../server/sessions/authenticate.ts'
import { createCookies } from '../../server/sessions/cookies.ts'
import { createKnownBrowsers } from '../../server/sessions/known-browsers.ts'
import {
  type AccountFeatures,
  createAccountFeatures,
} from '../../server/standalone/accounts/account-features.ts'
import { accountGets } from '../../server/standalone/accounts/account-gets.ts'
import { entryPosts } from '../../server/standalone/accounts/entry-posts.ts'
import { ownerPosts } from '../../server/standalone/accounts/owner-posts.ts'
import { createReturnTo } from '../../server/standalone/accounts/return-to.ts'
import type { SignUpMode } from '../../server/standalone/config/config.ts'
import { stepUpActions } from '../../server/step-up-actions.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import { createAccountStore } from '../../server/stores/sql/accounts.ts'
import type { Database } from '../../server/stores/sql/database.ts'
import { openSql, type SqlStores } from '../../server/stores/sql/open-sql.ts'
import { createHttp } from '../../server/transport/http/create-http.ts'
import { createReachCheck } from '../../server/warnings/reach-check.ts'
import type { PairingId } from '../../shared/ids.ts'
import { PAGES } from '../../shared/pages.ts'
import { careful } from '../support/careful.ts'
import type { Query } from '../support/pass-recovery-time.ts'
import { unnoticed } from '../support/unnoticed.ts'
import { wideGuard } from './http-guard.ts'

export interface HttpSiteOptions {
  readonly signUp?: SignUpMode
  readonly returnTo?: readonly string[]
  readonly stepUpMs?: number
  readonly probationMs?: number
  readonly undoMs?: number
  /** Cookies and headers as behind https, although the test talks plain http. */
  readonly secure?: boolean
  readonly limits?: ChosenLimits
  readonly brand?: Partial<BrandSettings>
  /** More origins to sign in from. */
  readonly siblings?: readonly string[]
  /** Instead of the posts of accounts. */
  readonly posts?: readonly AnyPosts[]
}

/** The HTTP side of a deployment over a real SQLite file, on a free port of this process. */
export interface HttpSite {
  readonly origin: string
  readonly rp: RelyingParty
  readonly sql: SqlStores
  readonly app: Express
  readonly features: AccountFeatures
  /** Runs SQL, for what only time brings. */
  readonly run: Query
  /** What was announced to other nodes, in order: `account ID` and `session ID`. */
  readonly announced: string[]
  /** Lines of the log, as text. */
  readonly log: string[]
  /** What reached `look`. */
  readonly looks: { pairingId: PairingId; browser: string }[]
  close(): Promise<void>
}

const HOUR_MS = 3_600_000

/** As Vite copies it. */
export const WEB_PUBLIC = fileURLToPath(new URL('../../web/public', import.meta.url))
/** No brand of its own: what Rekey brings. */
export const PLAIN: BrandSettings = { logoFiles: [], iconFile: null, touchIconFile: null, accent: null }

export async function startHttpSite(options: HttpSiteOptions = {}): Promise<HttpSite> {
  const { signUp = 'open', secure = false, siblings = [] } = options
  const folder = mkdtempSync(join(tmpdir(), 'rekey-http-'))
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const rp: RelyingParty = {
    id: 'localhost',
    name: 'Test & <Site>',
    home: origin,
    origins: [origin, ...siblings],
  }
  const inside: Database[] = []
  const sql = await openSql({
    file: join(folder, 'rekey.sqlite'),
    rpId: rp.id,
    accounts: (database) => {
      inside.push(database)
      return createAccountStore(database)
    },
  })
  const run: Query = async (statement) =>
    (await raw.raw<Record<string, unknown>>(statement).execute(inside[0]!.db)).rows
  const announced: string[] = []
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) })
  const looks: HttpSite['looks'] = []

  const { locks, alarmLog } = openMemory()
  const { credentials, challenges, audit, admins, events } = sql
  const announcer = announcerTo(announced)
  const guard = wideGuard(options.limits)
  const actions = stepUpActions(sql)
  const stepUp = createActionStepUp({
    ...{ actions, accounts: sql.accounts, credentials, guard },
    stepUp: createStepUp({
      ...{ credentials, challenges, audit, rp, log, guard },
      lifetimeMs: options.stepUpMs ?? STEP_UP_MS,
    }),
  })
  const authenticate = createAuthenticate(sql)
  const keys = createKeys('x'.repeat(32))
  const features = createAccountFeatures({
    ...{ sql, rp, announcer, log, signUpMode: signUp, guard, authenticate, stepUp },
    ...{ keys, sendsMail: true },
    readiness: async () => ({ 'backup-code': null, email: null, contact: null, assisted: null }),
    level: 'hold',
    underWay: createUnderWay({ ledger: sql.slowRecoveries, announcer, stepUp, level: 'hold' }),
    undoMs: options.undoMs ?? 168 * HOUR_MS,
    prove: ({ id, accountId }, _where, beginning) =>
      sql.recoveries.prove(
        id,
        {
          ...{ unprovenMs: 24 * HOUR_MS, unapprovedProbationMs: 72 * HOUR_MS, level: 'hold' },
          probationMs: options.probationMs ?? 24 * HOUR_MS,
          undoMs: options.undoMs ?? 168 * HOUR_MS,
        },
        { action: 'recovery-proven', accountId, credentialId: id },
        beginning,
      ),
  })
  const cookies = createCookies({ secure })
  const returnTo = createReturnTo({
    publicUrl: origin,
    allowed: (options.returnTo ?? []).map((url) => new URL(url)),
  })
  const site = await loadSite({
    ...{ rp, publicUrl: origin, signUp, supportUrl: null, methods: [], level: 'hold', secure, cookies },
    brand: { ...PLAIN, ...options.brand },
    webFolder: buildWeb(folder),
  })
  const app = createHttp({
    posts: options.posts ?? [
      entryPosts({ features, cookies, knownBrowsers: createKnownBrowsers(keys), returnTo }),
      ownerPosts(features),
      stepUpPosts({ actions, authenticate, stepUp }),
      adminPosts({
        authenticate,
        enterConsole: createEnterConsole({ admins, stepUp }),
        acknowledgeAlarm: createAcknowledgeAlarm({ admins, alarmLog, audit }),
        releaseLock: createReleaseLock({ admins, stepUp, locks, audit, announcer }),
        replayEvents: createReplayEvents({ admins, stepUp, events }),
      }),
      {
        '/api/look': {
          ...lookPost({} as never)['/api/look'],
          async answer({ pairingId }, { browser }) {
            if (browser === null) return { ok: false, code: 'code_invalid' }
            looks.push({ pairingId: pairingId as PairingId, browser })
            return { ok: true, body: { receipt: 'a receipt' } }
          },
        },
      },
    ],
    gets: accountGets(features),
    secure,
    origins: rp,
    cookies,
    readContext: createReadRequestContext({
      clientAddress: ({ socket }) => ({ address: socket.remoteAddress ?? '', hidden: null, untold: false }),
      findPlace: () => null,
      notice: unnoticed,
      cookies,
      browserTag: (token) => token,
    }),
    ...site,
    checks: [{ name: 'sql', check: sql.ping }],
    warnings: { list: () => [] },
    careful,
    reach: createReachCheck(log, { begin() {}, end() {} }, origin),
    log,
  })
  server.on('request', app)
  async function close() {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await sql.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { origin, rp, sql, run, app, features, announced, log: lines, looks, close }
}

function announcerTo(announced: string[]): Announcer {
  return {
    accountChanged: (id) => void announced.push(`account ${id}`),
    sessionsEnded: (ids) => void announced.push(...ids.map((id) => `session ${id}`)),
  }
}

/** Stands in for what Vite builds: one small page each, and one asset. */
function buildWeb(folder: string): string {
  cpSync(WEB_PUBLIC, folder, { recursive: true })
  for (const page of Object.values(PAGES).map(({ folder }) => folder)) {
    mkdirSync(join(folder, page), { recursive: true })
    const html = `<html><head></head><body data-site-name="%SITE_NAME%" data-url="%PUBLIC_URL%" data-sign-up="%SIGN_UP%">${page} %NOT_OURS%`
    writeFileSync(join(folder, page, 'index.html'), html)
  }
  mkdirSync(join(folder, 'answer'))
  writeFileSync(
    join(folder, 'answer', 'index.html'),
    '<title>%SITE_NAME%</title><h1>%HEADING%</h1><p>%TEXT%</p><a href="%WAY%">%WAY_LABEL%</a>',
  )
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'void 0')
  writeFileSync(join(folder, 'assets', 'main-abc123.js.br'), brotliCompressSync('void 0'))
  writeFileSync(join(folder, 'assets', 'main-abc123.js.gz'), gzipSync('void 0'))
  return folder
}
