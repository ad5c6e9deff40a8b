import type { PageError } from '../api/page-error.ts'
import { enter, phishingHint } from '../messages/approve.ts'
import { errorWords } from '../messages/errors.ts'
import { Refusal } from '../ui/refusal.tsx'

/** Why a code or PIN did not work. The hint on phishing is always there: the page cannot tell who gave it. */
export function CodeRefusal({ error }: { readonly error: PageError | null }) {
  if (!error) return null
  return (
    <Refusal words={errorWords(error)}>
      {error.code === 'own_page' && (
        <p>
          <a href="/account">{enter.toAccount}</a>
        </p>
      )}
      <p>{phishingHint}</p>
    </Refusal>
  )
}
