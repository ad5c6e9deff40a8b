import type { DualReason } from '../../../shared/pairing.ts'
import type { ApprovingView, RequestingView } from '../../../shared/pairing-view.ts'
import type { Lifetimes } from './lifetimes.ts'
import { TRIES } from './lifetimes.ts'
import { claimOf, deadline, isEnded, type Pairing } from './machine.ts'
import type { PairingSecrets } from './secrets.ts'

interface ViewDeps {
  readonly lives: Lifetimes
  readonly secrets: PairingSecrets
}

/** What the requesting page may see. Before the approval, that is nothing of the account or the other device. */
export function requestingView(pairing: Pairing, now: number, { lives, secrets }: ViewDeps): RequestingView {
  return {
    pairingId: pairing.id,
    version: pairing.version,
    state: pairing.state,
    purpose: pairing.purpose,
    ageMs: now - pairing.openedAt,
    leftMs: isEnded(pairing) ? 0 : Math.max(0, deadline(pairing, lives) - now),
    reasons: reasonsShown(pairing),
    typedName: pairing.binding?.name ?? null,
    codes: codesShown(pairing, now, { lives, secrets }),
    returnPin:
      pairing.state === 'claimed'
        ? {
            triesLeft: TRIES.returnPin - pairing.wrongReturnPins,
            leftMs: Math.max(0, pairing.returnPin.madeAt + lives.returnPin - now),
          }
        : null,
    account: accountShown(pairing),
    endCause: isEnded(pairing) ? pairing.cause : null,
  }
}

/**
 * Why it is dual. A page without a claim, now or before, is never told that another page has the same typed name,
 * not even when it ends. Otherwise a stranger could learn when the owner of that name is about to recover.
 */
function reasonsShown(pairing: Pairing): readonly DualReason[] {
  const { reasons } = pairing
  if (claimOf(pairing) === null) return reasons.filter((reason) => reason !== 'same-name') // [L19]
  return reasons
}

function codesShown(pairing: Pairing, now: number, { lives, secrets }: ViewDeps): RequestingView['codes'] {
  if (pairing.state !== 'open') return null // [P55]
  const { keyId, id, epoch } = pairing
  const seed = secrets.qrSeed(keyId, id, epoch)
  const pinLeftMs = pairing.epochAt + lives.pin - now
  const pin = pairing.pinHash && pinLeftMs > 0 ? secrets.pin(keyId, id, epoch) : null
  return seed === null ? null : { seed, pin, pinLeftMs: pin ? pinLeftMs : 0 }
}

function accountShown(pairing: Pairing): string | null {
  const approved = pairing.state === 'approved' || pairing.state === 'registered' || pairing.state === 'done'
  if (!approved) return null // [P23]
  return claimOf(pairing)?.accountName ?? null
}

/** What the holder of a claim may see. Null if nobody ever held this pairing. */
export function approvingView(
  pairing: Pairing,
  now: number,
  { lives, secrets }: ViewDeps,
): ApprovingView | null {
  const claim = claimOf(pairing)
  if (!claim) return null
  return {
    claimId: claim.id,
    version: pairing.version,
    state: pairing.state,
    viewVersion: pairing.viewVersion,
    purpose: pairing.purpose,
    account: claim.accountName,
    requester: pairing.requester,
    between: claim.between,
    beganAgoMs: now - pairing.openedAt,
    leftMs: isEnded(pairing) ? 0 : Math.max(0, deadline(pairing, lives) - now),
    reasons: pairing.reasons,
    returnPin: returnPinShown(pairing, now, { lives, secrets }),
    endCause: isEnded(pairing) ? pairing.cause : null,
  }
}

function returnPinShown(
  pairing: Pairing,
  now: number,
  { lives, secrets }: ViewDeps,
): ApprovingView['returnPin'] {
  if (pairing.state !== 'claimed') return null
  const { keyId, id, claim, returnPin } = pairing
  const pin = secrets.returnPin(keyId, id, claim.id, returnPin.round)
  const leftMs = returnPin.madeAt + lives.returnPin - now
  return pin && leftMs > 0 ? { pin, leftMs, triesLeft: TRIES.returnPin - pairing.wrongReturnPins } : null
}
