import type { ApprovingView, RetireOption } from '../../../../shared/pairing-view.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { mayChange, mayDo } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Approver } from '../actors.ts'
import type { Lifetimes } from '../lifetimes.ts'
import { claimOf } from '../machine.ts'
import type { PairingSecrets } from '../secrets.ts'
import { approvingView } from '../views.ts'
import type { Outcome } from './page-shown.ts'

/** What the approving device shows about its claim. */
interface ClaimShown {
  readonly view: ApprovingView
  readonly passkeys: readonly RetireOption[]
}

/** The answer to a command of an approving device. */
export type ClaimAnswer = Answer<ClaimShown>

/** The claim of a pairing that was decided on. Refused for anybody but its holder. */
export type ShowClaim = (approver: Approver, outcome: Outcome) => ClaimAnswer

export function createShowClaim(deps: {
  readonly lives: Lifetimes
  readonly secrets: PairingSecrets
}): ShowClaim {
  return (approver, outcome) => {
    if (!outcome) return refusal('claim_over')
    if (outcome.refusal) return refusal(outcome.refusal)
    const { pairing, now } = outcome
    const view = approvingView(pairing, now, deps)
    const held = claimOf(pairing)
    const isHolder = held?.accountId === approver.accountId && held.sessionId === approver.sessionId
    if (!view || !isHolder) return refusal('claim_over') // [P30]
    return { ok: true, view, passkeys: retireOptions(approver) }
  }
}

/** Whether a passkey can approve. The last such one cannot be retired. */
export function isUsable(credential: Credential): boolean {
  return mayDo(credential, 'approve') === true
}

/** The passkeys that may be the lost one, and for others why not. */
export function retireOptions({ passkeys: all, credentialId }: Approver): readonly RetireOption[] {
  const usable = all.filter(isUsable)
  const began = all.find(({ id }) => id === credentialId)
  return all
    .filter((credential) => credential.status === 'active')
    .map((credential) => ({
      credentialId: credential.id,
      name: credential.name,
      createdAt: credential.createdAt,
      lastUsedAt: credential.lastUsedAt,
      blocked: blocked(credential, usable, began),
      brought: all.filter((one) => isBroughtBy(one, credential)).map(({ name }) => name),
    }))
}

function blocked(
  credential: Credential,
  usable: readonly Credential[],
  began: Credential | undefined,
): RetireOption['blocked'] {
  if (credential.id === began?.id) return 'approves'
  if (began && mayChange(began, credential) !== true) return 'older' // [P57]
  return usable.length === 1 && usable[0]?.id === credential.id ? 'last' : null
}

/** Whether reporting the second passkey as stolen would freeze the first one too. */
function isBroughtBy({ broughtBy, status }: Credential, { id }: Credential): boolean {
  return broughtBy === id && status === 'active' // [P97]
}
