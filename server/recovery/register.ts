import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Logger } from 'pino'
import type { AccountId, CredentialId } from '../../shared/ids.ts'
import type { RetireChoice } from '../../shared/recovery.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import type { Announcer } from '../events/announcer.ts'
import { logRefused, registrationCode } from '../passkeys/ceremony-refusal.ts'
import { type RegisteredKey, registrationOptions, verifyRegistration } from '../passkeys/registration.ts'
import type { RelyingParty } from '../passkeys/relying-party.ts'
import { areEnough } from './policy.ts'
import { isSlow, type RecoveryFacts } from './recovery.ts'
import type { RecoveryLedger } from './recovery-ledger.ts'

/** What createRegister needs. */
export interface RegisterDeps {
  readonly rp: RelyingParty
  readonly accounts: Pick<AccountStore, 'findOwner'>
  readonly ledger: Pick<RecoveryLedger, 'register'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly log: Logger
}

/**
 * `refused`: this passkey is not accepted, but another one may be, or the recovery needs more proofs first.
 * `approver-gone`, `taken`: the recovery ends here; see RecoveryLedger.
 */
type Registered =
  | { readonly outcome: 'registered'; readonly credentialId: CredentialId }
  | {
      readonly outcome: 'refused'
      readonly code: 'passkey_refused' | 'attestation_unasked' | 'passkey_known_already' | 'not_now'
    }
  | { readonly outcome: 'approver-gone' | 'taken' }

/**
 * Registers the new passkey of a recovery, in the same way for every method. The method keeps the challenge with
 * the page that it is for, and spends it before it calls `finish`.
 */
export interface Register {
  /** Options for `create()`. Null if the account is gone. */
  offer(accountId: AccountId, challenge: string): Promise<PublicKeyCredentialCreationOptionsJSON | null>
  /**
   * Verifies what `create()` gave, and stores the passkey as unproven: it can do nothing but prove itself. `retires`: see
   * RecoveryLedger.
   */
  finish(
    facts: RecoveryFacts,
    challenge: string,
    response: RegistrationResponseJSON,
    retires?: readonly RetireChoice[],
  ): Promise<Registered>
}

const UNJUSTIFIED = { outcome: 'refused', code: 'not_now' } as const

/** Makes what registers new passkeys, from what it needs. */
export function createRegister({ rp, accounts, ledger, announcer, log }: RegisterDeps): Register {
  return {
    async offer(accountId, challenge) {
      const owner = await accounts.findOwner(accountId)
      if (!owner) return null
      const { account, passkeys: known } = owner
      return registrationOptions(rp, { name: account.name, userHandle: account.userHandle, challenge, known })
    },
    async finish(facts, challenge, response, retires) {
      const { accountId, id: recoveryId } = facts
      // Whether those of a slow one are enough depends on more, which SQL judges.
      if (!isSlow(facts.method) && !areEnough(facts.proofs)) return UNJUSTIFIED // [A116]
      const judged = await verifyRegistration(rp, { response, challenge })
      if (!judged.ok) {
        logRefused(log, { ceremony: 'recovery', why: judged.why, accountId, recoveryId })
        return { outcome: 'refused', code: registrationCode(judged.why) }
      }
      const outcome = await store(ledger, facts, judged.key, retires)
      if (outcome === 'unjustified') return UNJUSTIFIED
      if (outcome === 'credential-known') return { outcome: 'refused', code: 'passkey_known_already' } // [P85]
      if (outcome === 'approver-gone' || outcome === 'taken') return { outcome }
      announcer.accountChanged(accountId)
      return { outcome: 'registered', credentialId: judged.key.id }
    },
  }
}

function store(
  ledger: RegisterDeps['ledger'],
  facts: RecoveryFacts,
  key: RegisteredKey,
  retires?: readonly RetireChoice[],
) {
  const { accountId, id: recoveryId, requester } = facts
  const { device, network } = requester
  return ledger.register(
    facts,
    { ...key, name: key.name ?? device, accountId, boundDevice: device, boundNetwork: network },
    { action: 'recovery-registered', accountId, credentialId: key.id, recoveryId, device, network },
    retires,
  )
}
