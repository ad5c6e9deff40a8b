import type { Logger } from 'pino'
import type { ConnectionId, PageKey, PairingId } from '../../../../shared/ids.ts'
import { refusal } from '../../../errors/answer.ts'
import type { Decide } from '../decide.ts'
import type { FollowLedger } from '../follow-ledger.ts'
import { isEnded } from '../machine.ts'
import type { PairingStore } from '../pairing-store.ts'
import type { PageAnswer, ShowPage } from './page-shown.ts'

interface PageLinkDeps {
  readonly pairings: Pick<PairingStore, 'load'>
  readonly decide: Decide
  readonly followLedger: FollowLedger
  readonly log: Logger
  readonly showPage: ShowPage
}

/** How a pairing and the connection of its page belong together. */
export interface PageLink {
  /**
   * The page key of a pairing, so that a signature can be verified before anything changes. Null if there is no such
   * pairing.
   */
  pageKeyOf(pairingId: PairingId): Promise<PageKey | null>
  /** Moves a pairing to a new connection of its proven page, on any node. The older connection closes. */
  resume(pairingId: PairingId, connection: ConnectionId): Promise<PageAnswer>
  /** The current pairing, for the connection that holds it. */
  state(pairingId: PairingId, connection: ConnectionId): Promise<PageAnswer>
  /**
   * Notes that the connection of a page is lost. The page has a minute to come back. If the store is away, nothing
   * is noted, and only the time limits of the pairing apply.
   */
  detach(pairingId: PairingId, connection: ConnectionId): Promise<void>
}

export function createPageLink(deps: PageLinkDeps): PageLink {
  const { pairings, decide, followLedger, showPage, log } = deps

  async function state(pairingId: PairingId, connection: ConnectionId): Promise<PageAnswer> {
    const seen = await followLedger(pairingId)
    const decided = seen && (await decide(seen, { type: 'look' }))
    if (decided && decided.pairing.connection !== connection) return refusal('pairing_over') // [P35]
    return showPage(decided)
  }

  return {
    async pageKeyOf(pairingId) {
      const { pairing } = await pairings.load(pairingId)
      return pairing?.pageKey ?? null
    },
    async resume(pairingId, connection) {
      const decided = await decide(pairingId, { type: 'resume', connection })
      return decided ? state(pairingId, connection) : showPage(null)
    },
    state,
    async detach(pairingId, connection) {
      try {
        const { pairing, now } = await pairings.load(pairingId)
        if (!pairing || isEnded(pairing)) return
        await decide({ pairing, now }, { type: 'detach', connection })
      } catch (err) {
        log.warn({ err }, 'A page dropped, and the store could not note it.')
      }
    },
  }
}
