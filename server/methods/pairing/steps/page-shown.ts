import type { ErrorCode } from '../../../../shared/errors.ts'
import type { RequestingView } from '../../../../shared/pairing-view.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { Lifetimes } from '../lifetimes.ts'
import type { Seen } from '../pairing-store.ts'
import type { PairingSecrets } from '../secrets.ts'
import { requestingView } from '../views.ts'

/** A pairing as it was seen or decided; null when it is none, or none any more. */
export type Outcome = (Seen & { readonly refusal?: ErrorCode | null }) | null

export type PageAnswer = Answer<{ view: RequestingView }>

/** What the requesting page is answered once its pairing was decided. */
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
