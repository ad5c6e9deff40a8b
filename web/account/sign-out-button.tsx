import { useState } from 'preact/hooks'
import { errorWords } from '../messages/errors.ts'
import { Button } from '../ui/button.tsx'
import { goTo } from '../ui/go-to.ts'
import { Refusal } from '../ui/refusal.tsx'
import { post } from '../wire/http.ts'
import type { PageError } from '../wire/page-error.ts'
import { expectSignOut } from './leave-for-sign-in.ts'
import { account as say } from './messages/account.ts'

/** Ends this device's session and leaves. */
export function SignOutButton() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<PageError | null>(null)
  async function signOut() {
    setBusy(true)
    setError(null)
    // The server's event about the end may arrive before its answer.
    expectSignOut(true)
    const answer = await post('/api/sign-out', {})
    if (answer.ok || answer.error.code === 'not_signed_in') return goTo('/')
    expectSignOut(false)
    setError(answer.error)
    setBusy(false)
  }
  return (
    <>
      <Button kind="quiet" busy={busy} onPress={signOut}>
        {say.signOut}
      </Button>
      <Refusal words={error && errorWords(error)} />
    </>
  )
}
