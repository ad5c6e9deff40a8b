import type { ErrorCode } from '../../../../shared/errors.ts'
import type { RequestingView } from '../../../../shared/pairing-view.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { Lifetimes } from '../lifetimes.ts'
import type { Seen } from '../pairing-store.ts'
import type { PairingSecrets } from '../secrets.ts'
import { requestingView } from '../views.ts'

/** A pairing as it was read or decided. Null if there is none, or none any more. */
export type Outcome = (Seen & { readonly refusal?: ErrorCode | null }) | null

/** The answer to a command of a requesting page. */
export type PageAnswer = Answer<{ view: RequestingView }>

/** Makes the answer to the requesting page from the outcome of its command. */
export type ShowPage = (outcome: Outcome) => PageAnswer

export function createShowPage(deps: {
  readonly lives: Lifetimes
  readonly secrets: PairingSecrets
}): ShowPage {
  return (outcome) => {
    if (!outcome) return refusal('pairing_over')
    if (outcome.refusal) return refusal(outcome.refusal)
    return { ok: true, view: requestingView(outcome.pairing, outcome.now, deps) }
  }
}
