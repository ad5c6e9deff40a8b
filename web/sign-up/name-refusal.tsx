import '../ui/button.css'
import type { PageError } from '../api/page-error.ts'
import { errorWords } from '../messages/errors.ts'
import { signUp } from '../messages/sign-up.ts'
import { Refusal } from '../ui/refusal.tsx'

/** Why this name cannot be had; a taken one may be the person's own, so it leads on. */
export function NameRefusal({ error }: { readonly error: PageError | null }) {
  if (!error) return null
  return (
    <Refusal words={errorWords(error)}>
      {error.code === 'name_taken' && (
        <div class="button-row">
          <a class="button secondary" href="/sign-in">
            {signUp.takenSignIn}
          </a>
          <a class="button quiet" href="/lost-passkey">
            {signUp.takenLost}
          </a>
        </div>
      )}
    </Refusal>
  )
}
