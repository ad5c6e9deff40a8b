import { useState } from 'preact/hooks'
import { CopyAddress } from '../../../needs/copy-address.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { useKeptFresh } from '../../../webauthn/use-offer.ts'
import { usePasskeySignIn } from '../../../webauthn/use-passkey-sign-in.ts'
import { site } from '../../../wire/site.ts'
import type { ApprovingDevice } from './approving-device.ts'
import { approveSignIn as say } from './messages.ts'

interface SignInScreenProps {
  /** Whether a code waits for the sign-in. */
  readonly scanned: boolean
  readonly device: ApprovingDevice
}

/** Signing in without leaving the page, so that the scanned code is not lost. */
export function SignInScreen({ scanned, device }: SignInScreenProps) {
  const passkey = usePasskeySignIn()
  useKeptFresh(passkey)
  const { busy, words, run } = useTask()
  // Stays during the next try, so that nothing moves.
  const [failed, setFailed] = useState(false)
  const signIn = async () => {
    const result = await passkey.signIn()
    setFailed(!result.ok)
    return result.ok ? null : result.words
  }
  return (
    <Card>
      <Refusal words={words} />
      <Button wide busy={busy} onPress={() => run(signIn, () => void device.loadSession())}>
        {say.button}
      </Button>
      {failed && (
        <div class="below">
          <p>{scanned ? say.inApp.scanned : say.inApp.plain}</p>
          {!scanned && <CopyAddress address={`${site.publicUrl}/approve`} />}
        </div>
      )}
      <p class="soft below">{say.none}</p>
    </Card>
  )
}
