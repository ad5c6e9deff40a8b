import { randomBytes } from 'node:crypto'
import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { ErrorCode } from '../../../../shared/errors.ts'
import type { CommandId, CredentialId, PairingId } from '../../../../shared/ids.ts'
import type { RequestingCommands } from '../../../../shared/protocol.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { Register } from '../../../recovery/register.ts'
import type { SessionStore } from '../../../sessions/session-store.ts'
import { type Decide, recoveryFacts } from '../decide.ts'
import type { FollowLedger } from '../follow-ledger.ts'
import { type Approved, isEnded } from '../machine.ts'
import type { Seen } from '../pairing-store.ts'
import type { PageAnswer, ShowPage } from './page-shown.ts'

interface RegisterDeps {
  readonly decide: Decide
  readonly followLedger: FollowLedger
  readonly register: Register
  readonly sessions: Pick<SessionStore, 'liveAmong'>
  readonly showPage: ShowPage
}

type Made = RequestingCommands['register'][0]

/** Creates the new passkey on the page. */
export interface MakePasskey {
  /** Options for `create()`, after the approval. Each call makes a new challenge, and the one before is void. */
  options(
    pairingId: PairingId,
    commandId: CommandId,
  ): Promise<Answer<{ options: PublicKeyCredentialCreationOptionsJSON }>>
  /**
   * Registers what `create()` gave. The challenge is spent before it is verified, and the record follows what SQL
   * says.
   */
  register(pairingId: PairingId, made: Made): Promise<PageAnswer>
}

export function createMakePasskey(deps: RegisterDeps): MakePasskey {
  return {
    async options(pairingId, id) {
      const seen = await deps.followLedger(pairingId)
      const challenge = randomBytes(32).toString('base64url')
      const decided = seen && (await deps.decide(seen, { type: 'set-challenge', id, challenge }))
      if (!decided) return refusal('pairing_over')
      if (decided.refusal) return refusal(decided.refusal)
      const { pairing } = decided
      if (pairing.state !== 'approved' || pairing.challenge === null) return refusal('not_now')
      const options = await deps.register.offer(pairing.claim.accountId, pairing.challenge)
      return options ? { ok: true, options } : refusal('pairing_over')
    },
    async register(pairingId, made) {
      let challenge: string | null = null
      const spent = await deps.decide(pairingId, (pairing) => {
        challenge = pairing.state === 'approved' ? pairing.challenge : null
        return { type: 'spend-challenge' }
      })
      if (!spent) return refusal('pairing_over')
      const { pairing, now } = spent
      if (spent.refusal || challenge === null || pairing.state !== 'approved')
        return answerLate(deps, pairingId, made, spent.refusal ?? 'not_now')
      if (await approverGone(deps, pairing)) return refusal('pairing_over') // [P37]
      const registered = await deps.register.finish(recoveryFacts(pairing), challenge, responseOf(made))
      switch (registered.outcome) {
        case 'registered':
          return stored(deps, { pairing, now }, registered.credentialId)
        case 'refused':
          return refuse(deps, pairingId, registered.code)
        case 'taken':
          return answerTaken(deps, pairingId)
        case 'approver-gone':
          return endForApprover(deps, pairingId) // [P58]
        default:
          return registered satisfies never
      }
    },
  }
}

/**
 * Answers by what SQL has: to a retry of a registration that succeeded, to one that came too late, and to any
 * other.
 */
async function answerLate(
  deps: RegisterDeps,
  pairingId: PairingId,
  { credentialId }: Made,
  code: ErrorCode,
): Promise<PageAnswer> {
  const seen = await deps.followLedger(pairingId)
  if (!seen || isEnded(seen.pairing)) return refusal('pairing_over')
  const stands = seen.pairing.state === 'registered' && seen.pairing.credentialId === credentialId
  return stands ? deps.showPage(seen) : refusal(code) // [P36]
}

/**
 * Only a passkey that could not be verified counts as a failed try. In all other cases the person can create it on
 * another device while the approval lasts.
 */
async function refuse(deps: RegisterDeps, id: PairingId, code: ErrorCode) {
  if (code !== 'passkey_refused') return refusal(code) // [P100]
  const failed = await deps.decide(id, { type: 'registration-failed' })
  return refusal(failed?.refusal ?? code)
}

/** Ends the pairing if the session that approved it has ended, and says whether it did. */
async function approverGone(deps: RegisterDeps, { id, claim }: Approved): Promise<boolean> {
  const live = await deps.sessions.liveAmong([claim.sessionId])
  if (live.has(claim.sessionId)) return false
  await endForApprover(deps, id)
  return true
}

async function endForApprover(deps: RegisterDeps, id: PairingId) {
  await deps.decide(id, { type: 'cancel', cause: 'session-ended' })
  return refusal('pairing_over')
}

/** The passkey is in SQL already, even if the record cannot follow. */
async function stored(deps: RegisterDeps, seen: Seen, credentialId: CredentialId) {
  const decided = await deps.decide(seen, { type: 'registered', credentialId })
  return deps.showPage(decided && { pairing: decided.pairing, now: decided.now })
}

/** Another passkey of this page may have been faster. Then the pairing goes on with that one. */
async function answerTaken(deps: RegisterDeps, id: PairingId) {
  const state = (await deps.followLedger(id))?.pairing.state
  return refusal(state === 'registered' || state === 'done' ? 'not_now' : 'pairing_over')
}

function responseOf(body: Made): RegistrationResponseJSON {
  return {
    id: body.credentialId,
    rawId: body.credentialId,
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: body.clientDataJSON,
      attestationObject: body.attestationObject,
      transports: [...body.transports],
    },
  }
}
