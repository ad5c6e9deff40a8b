import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
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
import { isContactError } from '../refusals.ts'
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
  const looks = useRef(0)
  const look = async () => {
    const answer = await post('/api/vouch/look', { secret })
    looks.current += 1
    setLooked(answer)
  }
  useEffect(() => void look(), [secret])
  if (!looked) return <p>{say.loading}</p>
  if (looked.ok) return <Asked secret={secret} asked={looked.body} />
  const { error } = looked
  if (error.code === 'not_signed_in') return <SignIn onDone={look} />
  const words = vouchWords(error)
  if (isContactError(error)) return <Refusal words={words} />
  if (words !== invalid) return <TryAgain words={words} look={look} />
  return (
    <>
      {/* After another sign-in, the same words are read out again. */}
      <Refusal key={looks.current} words={words} />
      <SignIn other onDone={look} />
    </>
  )
}

interface SignInProps {
  /** Somebody is signed in, perhaps to an account that the link is not for. */
  readonly other?: boolean
  readonly onDone: () => Promise<void>
}

/** Signing in without leaving the page, so that the link is not lost. */
function SignIn({ other = false, onDone }: SignInProps) {
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
      <p>{other ? say.otherText : say.signInText}</p>
      <Refusal words={words} />
      <Button wide busy={busy} onPress={() => run(signIn, focusIfLost)}>
        {say.signIn}
      </Button>
      {!other && <p class="soft below">{say.notHere}</p>}
    </Card>
  )
}
