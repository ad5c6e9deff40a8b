import '../ui/button.css'
import { errorWords } from '../messages/errors.ts'
import { Refusal } from '../ui/refusal.tsx'
import type { PageError } from '../wire/page-error.ts'
import { signUp } from './messages.ts'

interface NameRefusalProps {
  readonly error: PageError | null
  /** A press with this name is going on. */
  readonly busy: boolean
}

/** Why this name cannot be used. A taken name may be the person's own, so there is a link to sign in. */
export function NameRefusal({ error, busy }: NameRefusalProps) {
  if (!error) return null
  const isTaken = error.code === 'name_taken'
  return (
    <Refusal words={isTaken ? signUp.taken : errorWords(error)} busy={busy}>
      {isTaken && (
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
