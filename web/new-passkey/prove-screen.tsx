import type { ComponentChildren } from 'preact'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { goTo } from '../ui/go-to.ts'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { useKeptFresh } from '../webauthn/use-offer.ts'
import { usePasskeySignIn } from '../webauthn/use-passkey-sign-in.ts'
import { site } from '../wire/site.ts'
import { prove as say } from './messages.ts'

interface ProveScreenProps {
  /** It has signed in, and this page is about to be left. */
  readonly onProven?: () => Promise<void>
}

/** The new passkey is stored but not valid yet. An ordinary sign-in proves it. */
export function ProveScreen({ onProven }: ProveScreenProps) {
  const passkey = usePasskeySignIn()
  useKeptFresh(passkey)
  const { busy, words, run } = useTask()
  const signIn = () =>
    run(async () => {
      const result = await passkey.signIn()
      if (!result.ok) return result.words
      await onProven?.()
      goTo(result.body.next)
      return null
    })
  return (
    <Card>
      <p>{say.text}</p>
      <Refusal words={words} />
      <Button wide busy={busy} onPress={signIn}>
        {say.signIn}
      </Button>
      <p class="soft below">{say.later(`${new URL(site.publicUrl).host}/sign-in`)}</p>
    </Card>
  )
}

/** The passkey is proven, here or on another page of ours. */
export function DoneScreen({ children }: { readonly children?: ComponentChildren }) {
  return (
    <Card>
      <p>{say.done}</p>
      <a class="button primary" href="/account">
        {say.toAccount}
      </a>
      {children}
    </Card>
  )
}
