import { randomBytes } from 'node:crypto'
import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { ErrorCode } from '../../../../shared/errors.ts'
import type { CommandId, CredentialId, PairingId } from '../../../../shared/ids.ts'
import type { RequestingView } from '../../../../shared/pairing-view.ts'
import type { RequestingCommands } from '../../../../shared/protocol.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { decide, recoveryFacts } from '../decide.ts'
import type { PairingDeps } from '../deps.ts'
import { type Approved, isEnded } from '../machine.ts'
import type { Seen } from '../pairing-store.ts'
import { requestingView } from '../views.ts'

/** Options for `create()`, once approved. Each call makes a new challenge and voids the one before. */
export async function registerOptions(
  deps: PairingDeps,
  pairingId: PairingId,
  commandId: CommandId,
): Promise<Answer<{ options: PublicKeyCredentialCreationOptionsJSON }>> {
  const seen = await followLedger(deps, pairingId)
  const fresh = randomBytes(32).toString('base64url')
  const decided =
    seen && (await decide(deps, seen, { type: 'set-challenge', id: commandId, challenge: fresh }))
  if (!decided) return refusal('pairing_over')
  if (decided.refusal) return refusal(decided.refusal)
  const { pairing } = decided
  if (pairing.state !== 'approved' || pairing.challenge === null) return refusal('not_now')
  const options = await deps.register.offer(pairing.claim.accountId, pairing.challenge)
  return options ? { ok: true, options } : refusal('pairing_over')
}

/** What `create()` gave. The challenge is spent before it is verified; the record follows what SQL says. */
export async function register(
  deps: PairingDeps,
  pairingId: PairingId,
  body: RequestingCommands['register'][0],
): Promise<Answer<{ view: RequestingView }>> {
  let challenge: string | null = null
  const spent = await decide(deps, pairingId, (pairing) => {
    challenge = pairing.state === 'approved' ? pairing.challenge : null
    return { type: 'spend-challenge' }
  })
  if (!spent) return refusal('pairing_over')
  if (spent.refusal || challenge === null || spent.pairing.state !== 'approved') {
    return answerLate(deps, pairingId, body, spent.refusal ?? 'not_now')
  }
  if (await approverGone(deps, spent.pairing)) return refusal('pairing_over') // [P37]
  const facts = recoveryFacts(spent.pairing)
  const registered = await deps.register.finish(facts, challenge, responseOf(body))
  switch (registered.outcome) {
    case 'registered':
      return stored(deps, { pairing: spent.pairing, now: spent.now }, registered.credentialId)
    case 'refused':
      return refuse(deps, pairingId, registered.code)
    case 'taken':
      return answerTaken(deps, pairingId)
    case 'approver-gone':
      return endForApprover(deps, pairingId) // [P58]
    default:
      return registered satisfies never
  }
}

/** The answer by what SQL has: to a registration that went well before, to one that came too late, or to any other. */
async function answerLate(
  deps: PairingDeps,
  pairingId: PairingId,
  { credentialId }: RequestingCommands['register'][0],
  code: ErrorCode,
): Promise<Answer<{ view: RequestingView }>> {
  const seen = await followLedger(deps, pairingId)
  if (!seen || isEnded(seen.pairing)) return refusal('pairing_over')
  const stands = seen.pairing.state === 'registered' && seen.pairing.credentialId === credentialId
  return stands ? shown(deps, seen) : refusal(code) // [P36]
}

/** What the device cannot help is no failed try: it may be made elsewhere, in the time that the approval has. */
async function refuse(deps: PairingDeps, id: PairingId, code: ErrorCode) {
  if (code !== 'passkey_refused') return refusal(code) // [P100]
  const failed = await decide(deps, id, { type: 'registration-failed' })
  return refusal(failed?.refusal ?? code)
}

/** Signing out the device that approved, or ending its session, takes back what was not registered yet. */
async function approverGone(deps: PairingDeps, { id, claim }: Approved): Promise<boolean> {
  const live = await deps.sessions.liveAmong([claim.sessionId])
  if (live.has(claim.sessionId)) return false
  await endForApprover(deps, id)
  return true
}

async function endForApprover(deps: PairingDeps, id: PairingId) {
  await decide(deps, id, { type: 'cancel', cause: 'session-ended' })
  return refusal('pairing_over')
}

/** It is in SQL, whatever becomes of the record. */
async function stored(deps: PairingDeps, seen: Seen, credentialId: CredentialId) {
  const decided = await decide(deps, seen, { type: 'registered', credentialId })
  return decided ? shown(deps, decided) : refusal('pairing_over')
}

/** Another passkey of this page may have been faster: then the pairing goes on, with that one. */
async function answerTaken(deps: PairingDeps, id: PairingId) {
  const state = (await followLedger(deps, id))?.pairing.state
  return refusal(state === 'registered' || state === 'done' ? 'not_now' : 'pairing_over')
}

/**
 * Brings a record that fell behind up to what SQL committed, as after a kill between the commit and the
 * compare-and-set. Null when there is nothing to follow.
 */
export async function followLedger(deps: PairingDeps, pairingId: PairingId): Promise<Seen | null> {
  const { pairing, now } = await deps.pairings.load(pairingId)
  if (!pairing) return null
  const seen = { pairing, now }
  if (pairing.state !== 'approved' && pairing.state !== 'registered') return seen
  const row = await deps.ledger.find(pairingId)
  if (!row) return seen
  if (row.state === 'ended' || row.credentialId === null) {
    return decide(deps, seen, { type: 'sealed', cause: row.cause ?? 'registration-failed' })
  }
  const followed = await decide(deps, seen, { type: 'registered', credentialId: row.credentialId })
  return followed && row.doneAt !== null ? decide(deps, followed, { type: 'prove' }) : followed
}

function shown(deps: PairingDeps, { pairing, now }: Seen): Answer<{ view: RequestingView }> {
  return { ok: true, view: requestingView(pairing, now, deps) }
}

function responseOf(body: RequestingCommands['register'][0]): RegistrationResponseJSON {
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
