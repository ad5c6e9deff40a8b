import { errorWords } from '../../../messages/errors.ts'
import { Refusal } from '../../../ui/refusal.tsx'
import type { PageError } from '../../../wire/page-error.ts'
import { codeInvalid, enter, phishingHint } from './messages.ts'

/** Why a code or PIN did not work. The hint on phishing is always there: who gave it? */
export function CodeRefusal({ error }: { readonly error: PageError | null }) {
  if (!error) return null
  const dead = error.code === 'code_invalid'
  return (
    <Refusal words={dead ? codeInvalid : errorWords(error)}>
      {error.code === 'own_page' && (
        <p>
          <a class="button primary" href="/account">
            {enter.toAccount}
          </a>
        </p>
      )}
      {dead && <p>{phishingHint}</p>}
    </Refusal>
  )
}
