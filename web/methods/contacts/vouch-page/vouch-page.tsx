import { useEffect, useMemo, useState } from 'preact/hooks'
import type { VouchRequest } from '../../../../shared/contacts.ts'
import { CannotHere } from '../../../needs/cannot-here.tsx'
import { signInNeedWords } from '../../../needs/messages.ts'
import { missingNeed } from '../../../needs/missing-need.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { focusIfLost } from '../../../ui/focus-if-lost.ts'
import { PageShell } from '../../../ui/page-shell.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { TryAgain } from '../../../ui/try-again.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { useKeptFresh } from '../../../webauthn/use-offer.ts'
import { usePasskeySignIn } from '../../../webauthn/use-passkey-sign-in.ts'
import { post } from '../../../wire/http.ts'
import type { Result } from '../../../wire/page-error.ts'
import { Asked } from './asked.tsx'
import { invalid, missing, vouch as say } from './messages.ts'
import { vouchWords } from './refusals.ts'

interface VouchPageProps {
  /** Of the link. Null if the address had none. */
  readonly secret: string | null
}

/** Who asks to be vouched for, to a contact who is signed in, and the answers. */
export function VouchPage({ secret }: VouchPageProps) {
  const need = useMemo(missingNeed, [])
  return (
    <PageShell heading={say.heading}>
      {!secret ? (
        <Refusal words={missing} />
      ) : need ? (
        <CannotHere need={need} words={signInNeedWords} />
      ) : (
        <Looking secret={secret} />
      )}
    </PageShell>
  )
}

function Looking({ secret }: { readonly secret: string }) {
  const [looked, setLooked] = useState<Result<VouchRequest> | null>(null)
  const look = async () => setLooked(await post('/api/vouch/look', { secret }))
  useEffect(() => void look(), [secret])
  if (!looked) return <p>{say.loading}</p>
  if (looked.ok) return <Asked secret={secret} asked={looked.body} />
  const { error } = looked
  if (error.code === 'not_signed_in') return <SignIn onDone={look} />
  const words = vouchWords(error)
  return words === invalid ? <Refusal words={words} /> : <TryAgain words={words} look={look} />
}

/** Signing in without leaving the page, so that the link is not lost. */
function SignIn({ onDone }: { readonly onDone: () => Promise<void> }) {
  const passkey = usePasskeySignIn()
  useKeptFresh(passkey)
  const { busy, words, run } = useTask()
  const signIn = async () => {
    const result = await passkey.signIn()
    if (!result.ok) return result.words
    await onDone()
    return null
  }
  return (
    <Card>
      <p>{say.signInText}</p>
      <Refusal words={words} />
      <Button wide busy={busy} onPress={() => run(signIn, focusIfLost)}>
        {say.signIn}
      </Button>
      <p class="soft below">{say.notHere}</p>
    </Card>
  )
}
