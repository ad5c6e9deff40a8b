import { useState } from 'preact/hooks'
import type { SignedIn } from '../../../../shared/api.ts'
import { refusalWords } from '../../../messages/errors.ts'
import type { Words } from '../../../messages/words.ts'
import { Button } from '../../../ui/button.tsx'
import { goTo } from '../../../ui/go-to.ts'
import { Refusal } from '../../../ui/refusal.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { createPasskey } from '../../../webauthn/create-passkey.ts'
import { ceremonyWords } from '../../../webauthn/messages.ts'
import { useKeptFresh } from '../../../webauthn/use-offer.ts'
import { usePasskeySignIn } from '../../../webauthn/use-passkey-sign-in.ts'
import { post } from '../../../wire/http.ts'
import { phoneNearby as say } from './messages/better-ways.ts'

/** Signs in with a passkey on a phone nearby, and then creates one for this device. */
export function PhoneNearby() {
  const [session, setSession] = useState<SignedIn | null>(null)
  const phone = usePasskeySignIn({ hybrid: true, thenAdd: true })
  const { busy, words, run } = useTask()
  useKeptFresh(phone)

  async function begin(): Promise<Words | null> {
    const result = await phone.signIn()
    if (!result.ok) return result.words
    setSession(result.body)
    // Browsers that need a separate press for this refuse it now. The button for it is below.
    return result.body.add ? addHere(result.body.add) : null
  }

  return (
    <>
      {session && <p>{say.signedIn(session.name)}</p>}
      <Refusal words={words} />
      {session?.add ? (
        <div class="button-row">
          <Button busy={busy} onPress={() => run(() => addHere(session.add), leave)}>
            {say.create}
          </Button>
          <Button kind="quiet" onPress={leave}>
            {say.skip}
          </Button>
        </div>
      ) : (
        <Button kind="secondary" busy={busy} onPress={() => run(begin, leave)}>
          {say.start}
        </Button>
      )}
    </>
  )
}

function leave(): void {
  goTo('/account')
}

async function addHere(offer: SignedIn['add']): Promise<Words | null> {
  if (!offer) return null
  const created = await createPasskey(offer.options)
  if (!created.ok) return ceremonyWords[created.failure]
  const added = await post('/api/passkeys', {
    challengeId: offer.challengeId,
    credential: created.credential,
  })
  return refusalWords(added)
}
