import type { AccountId } from '../../../../shared/ids.ts'
import type { AuditLog } from '../../../audit/audit-log.ts'
import { type Refusal, refusal } from '../../../errors/answer.ts'
import type { Tally } from '../../../limits/tally.ts'
import type { Page } from '../actors.ts'
import type { Decide } from '../decide.ts'
import type { Pairing } from '../machine.ts'
import type { Locking, LockSubjects } from './lock-subjects.ts'

interface LockDeps {
  readonly lock: Pick<LockSubjects, 'page'>
  readonly decide: Decide
  readonly audit: Pick<AuditLog, 'append'>
  readonly tally: Pick<Tally, 'count'>
}

/** What happens if the risk policy says to lock. */
export interface LockPages {
  /** Locks a page that opens and its neighbours on the network. Those that are not matched yet end. */
  neighbours(
    opening: { readonly id: Pairing['id']; readonly page: Page },
    neighbours: readonly Pairing[],
    locking: Locking,
  ): Promise<Refusal>
  /** Locks a page, and ends its pairing unless that is matched already. */
  andEnd(page: Pairing, locking: Locking): Promise<void>
  /** Writes into the audit that something was locked, and counts it for admins. */
  note(pairingId: Pairing['id'], accountId: AccountId | null, locking: Pick<Locking, 'reason'>): Promise<void>
}

export function createLockPages({ lock, decide, audit, tally }: LockDeps): LockPages {
  async function andEnd(page: Pairing, locking: Locking): Promise<void> {
    await lock.page(page, locking)
    if (page.state === 'open' || page.state === 'claimed')
      await decide(page.id, { type: 'cancel', cause: 'locked' })
  }

  async function note(
    pairingId: Pairing['id'],
    accountId: AccountId | null,
    { reason }: Pick<Locking, 'reason'>,
  ): Promise<void> {
    tally.count(`lock.${reason}`)
    await audit.append({ action: 'pairing-locked', accountId, recoveryId: pairingId, detail: reason })
  }

  return {
    async neighbours({ page, id }, neighbours, locking) {
      const requester = { device: page.device, network: page.network.shown, place: null }
      await lock.page({ id, pageKey: page.pageKey, browser: page.browser, requester }, locking)
      for (const neighbour of neighbours) await andEnd(neighbour, locking)
      await note(id, null, locking)
      return refusal('locked', locking.forMs)
    },
    andEnd,
    note,
  }
}
