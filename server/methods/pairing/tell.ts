import type { Tally } from '../../limits/tally.ts'
import type { Lifetimes } from './lifetimes.ts'
import type { LivePage, LivePages } from './live-pages.ts'
import { deadline, isAtPage, isEnded, type Pairing } from './machine.ts'
import type { Seen } from './pairing-store.ts'

interface TellDeps {
  /** Shows the pairing to everybody who waits for it, on this node and others. */
  readonly show: (written: Seen) => void
  readonly livePages: Pick<LivePages, 'keep' | 'leave'>
  readonly lives: Lifetimes
  readonly tally: Pick<Tally, 'count'>
}

/** Called once for each record that was written. */
export type Tell = (before: Pairing, after: Pairing, now: number) => Promise<void>

/**
 * Tells everybody who waits for a pairing that it was written, keeps its place, and counts. Nothing is decided
 * here.
 */
export function createTell(deps: TellDeps): Tell {
  return async (before, after, now) => {
    if (isShown(before, after)) deps.show({ pairing: after, now })
    countChange(deps, before, after)
    // The record is written already. If the place is not freed now, it is freed when it expires.
    await keepPlace(deps, before, after, now).catch(() => undefined)
  }
}

/** Whether anybody is shown this change. A change of the challenge alone is shown to nobody. */
function isShown(before: Pairing, after: Pairing): boolean {
  const stays = before.state === 'approved' && after.state === 'approved'
  return !stays || before.connection !== after.connection || before.detachedAt !== after.detachedAt
}

/**
 * A page keeps its place as long as its current step may take. If its connection is lost, it keeps it for a minute.
 */
async function keepPlace(deps: TellDeps, before: Pairing, after: Pairing, now: number): Promise<void> {
  const { livePages, lives } = deps
  const page: LivePage = { id: after.id, network: after.network, wideNetwork: after.wideNetwork }
  if (!isAtPage(after)) return isAtPage(before) ? livePages.leave(page) : undefined
  const untilMs = deadline(after, lives)
  const same = isAtPage(before) && before.state === after.state && deadline(before, lives) === untilMs
  if (!same) await livePages.keep(page, after.state, untilMs - now)
}

function countChange({ tally }: TellDeps, before: Pairing, after: Pairing): void {
  if (before.state === after.state) return
  // A page that is open again was opened only once.
  if (after.state !== 'open') tally.count(`state.${after.state}`)
  if (isEnded(after)) tally.count(`end.${after.cause}`)
  if (before.state !== 'open' || (after.state !== 'claimed' && after.state !== 'matched')) return
  if (after.state === 'matched') tally.count('claim.single')
  else for (const reason of after.reasons) tally.count(`dual.${reason}`)
}
