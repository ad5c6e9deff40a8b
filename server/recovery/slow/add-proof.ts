import { randomBytes } from 'node:crypto'
import type { RecoveryId } from '../../../shared/ids.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { RecoveryLevel } from '../policy.ts'
import type { AddProof } from './given-proof.ts'
import type { SlowLedger } from './slow-ledger.ts'
import { viewOf } from './standing.ts'

interface AddProofDeps {
  readonly ledger: Pick<SlowLedger, 'addProof'>
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly level: RecoveryLevel
}

/** See AddProof. SQL spends the evidence and judges; this only says who asks. */
export function createAddProof({ ledger, accounts, announcer, level }: AddProofDeps): AddProof {
  return async ({ pageKey, keeps }, given, { device, network, place }) => {
    const account = await accounts.findById(given.accountId)
    if (!account) return refusal('code_invalid')
    const recoveryId = randomBytes(16).toString('base64url') as RecoveryId
    const requester = { device, network: network.shown, place: place?.name ?? null }
    const added = await ledger.addProof({ given, pageKey, keeps, requester, recoveryId, level })
    if (added === 'void') return refusal('code_invalid')
    if (added === 'other-account') return refusal('other_account')
    announcer.accountChanged(given.accountId)
    return { ok: true, body: viewOf(added, account.name, level) }
  }
}
