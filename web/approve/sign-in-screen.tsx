import { approveSignIn as say } from '../messages/approve.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { useKeptFresh } from '../webauthn/use-offer.ts'
import { usePasskeySignIn } from '../webauthn/use-passkey-sign-in.ts'
import type { ApprovingDevice } from './approving-device.ts'

/** Signing in without leaving the page, so that the scanned code is not lost. */
export function SignInScreen({ device }: { readonly device: ApprovingDevice }) {
  const passkey = usePasskeySignIn()
  useKeptFresh(passkey)
  const { busy, words, run } = useTask()
  const signIn = async () => {
    const result = await passkey.signIn()
    return result.ok ? null : result.words
  }
  return (
    <Card>
      <Refusal words={words} />
      <Button wide busy={busy} onPress={() => run(signIn, () => void device.loadSession())}>
        {say.button}
      </Button>
      <p class="soft approve-below">{say.none}</p>
    </Card>
  )
}
