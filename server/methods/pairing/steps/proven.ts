import type { Logger } from 'pino'
import type { PairingId } from '../../../../shared/ids.ts'
import { StoreAway } from '../../../errors/store-away.ts'
import type { RecoveryMethod } from '../../../recovery/method.ts'
import type { Decide } from '../decide.ts'

interface ProvenDeps {
  readonly decide: Decide
  readonly log: Logger
}

/** After the passkey was proven: SQL has stored it, and the record follows, if it is still there. */
export function createProven({ decide, log }: ProvenDeps): RecoveryMethod['proven'] {
  return async (recovery) => {
    const { credentialId } = recovery
    if (!credentialId) return
    const pairingId = recovery.id as PairingId
    try {
      // The record may be behind SQL.
      const registered = await decide(pairingId, { type: 'registered', credentialId })
      if (registered) await decide(registered, { type: 'prove' })
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error
      log.warn({ pairingId }, 'A recovery is done in SQL, but the pairing store is away and was not told.')
    }
  }
}
