import fc from 'fast-check'
import type { AccountPage } from '../../../shared/account-page.ts'
import { createHttpDevice, type HttpDevice } from '../../protocol/http-device.ts'
import {
  cancelScheduled,
  endSessions,
  judge,
  remove,
  rename,
  reportStolen,
  restore,
  stopChanges,
  undo,
} from '../../protocol/http-owner.ts'
import { recover } from '../../protocol/http-recovery.ts'
import type { HttpSite } from '../../protocol/http-site.ts'
import { passWaitTime } from '../../support/pass-recovery-time.ts'
import type { SoftPasskey } from '../../support/soft-authenticator.ts'

const HOUR_MS = 3_600_000
const WEEK_MS = 168 * HOUR_MS

/** Times of the tables, all of which are moved back when time passes. */
const TIMES: Readonly<Record<string, readonly string[]>> = {
  credentials: ['created_at', 'last_used_at', 'probation_until', 'suspended_at', 'leaves_at'],
  sessions: ['created_at', 'last_seen_at', 'expires_at'],
  recoveries: ['created_at', 'registered_at', 'done_at', 'undo_until'],
  scheduled_changes: ['made_at', 'due_at'],
  challenges: ['expires_at'],
  backup_code_sets: ['made_at', 'counts_from', 'saved_at', 'off_at'],
}

/** Lets hours pass: everything is so much longer ago, and what is due by then is carried out. */
export async function pass(site: HttpSite, hours: number): Promise<void> {
  for (const [table, columns] of Object.entries(TIMES)) {
    const moved = columns.map((column) => `${column} = ${column} - ${hours * HOUR_MS}`)
    await site.run(`update ${table} set ${moved.join(', ')}`)
  }
  for (const { recovery_id: id } of await site.run('select recovery_id from recovery_waits'))
    await passWaitTime(site.run, String(id), hours * HOUR_MS)
  await site.sql.slowRecoveries.sweep()
  await site.sql.recoveries.sweep(24 * HOUR_MS)
  await site.sql.acts.carryOut(WEEK_MS)
}

/** What a thief can try next; which, on what and with what is drawn. Most of it is refused, and that is the point. */
export interface Move {
  readonly what: number
  readonly on: number
  readonly by: number
}

/** A thief: browsers with sessions, and passkeys, all of the victim's account. */
export interface Thief {
  readonly site: HttpSite
  readonly browser: HttpDevice
  readonly passkeys: SoftPasskey[]
  /** Of an account of his own. */
  readonly own: SoftPasskey
}

type Act = (thief: Thief, page: AccountPage, move: Move, by: SoftPasskey) => Promise<unknown>

/** With more he would only be slower to watch. */
const MOST_PASSKEYS = 5

export const others = (sessions: AccountPage['sessions']) =>
  sessions.filter(({ current }) => !current).map(({ id }) => id)

const pick = <Item>(items: readonly Item[], at: number): Item => items[at % items.length]!

const signIn: Act = ({ browser }, _page, _move, passkey) => browser.signIn({ passkey })

/** A passkey of a page that he shows himself, and approves, perhaps in the place of another one. */
const recoverOnce: Act = async (thief, { passkeys }, { on }, by) => {
  if (thief.passkeys.length >= MOST_PASSKEYS) return
  const approver = holding(thief.site, by)
  if ((await approver.signIn()).status !== 200) return
  const { device } = await recover(thief.site, approver, on % 3 === 0 ? pick(passkeys, on).id : undefined)
  if ((await device.signIn()).status === 200) thief.passkeys.push(device.authenticator.passkeys[0]!)
}

const add: Act = async ({ browser, passkeys }, _page, _move, by) => {
  if (passkeys.length >= MOST_PASSKEYS) return
  const stepUp = await browser.stepUp({ do: 'add-passkey' }, {}, by)
  const offer = await browser.post('/api/passkeys/options', { stepUp })
  if (offer.status !== 200) return
  const added = await browser.post('/api/passkeys', browser.attest(offer.body))
  if (added.status === 200) passkeys.push(browser.authenticator.passkeys.at(-1)!)
}

const NEEDS_A_PASSKEY: readonly Act[] = [signIn, recoverOnce]

const ACTS: readonly Act[] = [
  signIn,
  recoverOnce,
  add,
  ({ browser }, { passkeys }, { on }, by) => remove(browser, pick(passkeys, on), by),
  ({ browser }, { passkeys }, { on }, by) => reportStolen(browser, pick(passkeys, on), by),
  ({ browser }, { passkeys }, { on }, by) => restore(browser, pick(passkeys, on), by),
  ({ browser }, { passkeys }, { on }, by) => rename(browser, pick(passkeys, on), 'Mine', by),
  ({ browser }, { sessions }, _move, by) => endSessions(browser, others(sessions), by),
  async ({ browser }, { recoveries }, { on }, by) =>
    recoveries.length > 0 && judge(browser, on % 2 ? 'freeze' : 'lift', pick(recoveries, on), by),
  async ({ browser }, { recoveries }, { on }, by) =>
    recoveries.length > 0 && undo(browser, pick(recoveries, on), on % 2 === 0, by),
  async ({ browser }, { scheduled }, { on }, by) =>
    scheduled.length > 0 && cancelScheduled(browser, pick(scheduled, on).id, by),
  ({ site }, _page, _move, by) => stopChanges(holding(site, by), by),
]

/** Where some of them stand, for a thief who knows what he wants. */
export const MOVES = { add: 2, remove: 3, reportStolen: 4, endSessions: 7 } as const

export const anyMove: fc.Arbitrary<Move> = fc.record({
  what: fc.nat(ACTS.length - 1),
  on: fc.nat(20),
  by: fc.nat(20),
})

/** A browser with this passkey and no session. */
export function holding(site: HttpSite, passkey: SoftPasskey): HttpDevice {
  const device = createHttpDevice(site)
  device.authenticator.passkeys.push(passkey)
  return device
}

/**
 * One try of the thief, signed in if he can be. Who has only a cookie steps up with a passkey of an account of his own.
 * What he is refused is his affair.
 */
export async function strike(thief: Thief, { what, ...move }: Move): Promise<void> {
  const { browser, passkeys, own } = thief
  const by = passkeys.length > 0 ? pick(passkeys, move.by) : own
  const signedIn = (await browser.session()).signedIn
  if (!signedIn && (passkeys.length === 0 || (await browser.signIn({ passkey: by })).status !== 200)) {
    // Without a session there is one thing left to try.
    return void (await stopChanges(holding(thief.site, by), by))
  }
  if (passkeys.length === 0 && NEEDS_A_PASSKEY.includes(ACTS[what]!)) return
  await ACTS[what]!(thief, await browser.account(), { what, ...move }, by).catch(refusedOnly)
}

/** A step-up that would be refused is not offered, which the device throws. */
function refusedOnly(error: unknown): void {
  if (!(error instanceof Error && error.message.startsWith('No step-up'))) throw error
}
