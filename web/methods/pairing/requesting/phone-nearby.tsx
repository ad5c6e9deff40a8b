import { useState } from 'preact/hooks'
import type { CreationOffer, SignedIn } from '../../../../shared/api.ts'
import type { Words } from '../../../messages/words.ts'
import { Button } from '../../../ui/button.tsx'
import { goTo } from '../../../ui/go-to.ts'
import { Refusal } from '../../../ui/refusal.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { addPasskey } from '../../../webauthn/add-passkey.ts'
import { useKeptFresh } from '../../../webauthn/use-offer.ts'
import { usePasskeySignIn } from '../../../webauthn/use-passkey-sign-in.ts'
import { phoneNearby as say } from './messages/better-ways.ts'

/** Signs in with a passkey on a phone nearby, and then creates one for this device. */
export function PhoneNearby() {
  const [session, setSession] = useState<SignedIn | null>(null)
  const [offer, setOffer] = useState<CreationOffer | null>(null)
  const phone = usePasskeySignIn({ hybrid: true, thenAdd: true })
  const { busy, words, run } = useTask()
  useKeptFresh(phone)

  async function begin(): Promise<Words | null> {
    const result = await phone.signIn()
    if (!result.ok) return result.words
    setSession(result.body)
    setOffer(result.body.add)
    // Browsers that need a separate press for this refuse it now. The button for it is below.
    return result.body.add ? addHere(result.body.add) : null
  }

  async function addHere(given: CreationOffer): Promise<Words | null> {
    const done = await addPasskey(given)
    if (done.end === 'added') return null
    // The account page shows what became of it, and has another offer.
    if (done.end !== 'unused') setOffer(null)
    return done.words
  }

  return (
    <>
      {session && <p>{say.signedIn(session.name)}</p>}
      <Refusal words={words} />
      {session?.add ? (
        <div class="button-row">
          {offer && (
            <Button busy={busy} onPress={() => run(() => addHere(offer), leave)}>
              {say.create}
            </Button>
          )}
          <Button kind={offer ? 'quiet' : 'primary'} onPress={leave}>
            {offer ? say.skip : say.toAccount}
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
