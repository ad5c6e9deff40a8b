import '../ui/button.css'
import { refusalWords } from '../messages/errors.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { goTo } from '../ui/go-to.ts'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { createPasskey } from '../webauthn/create-passkey.ts'
import { ceremonyWords } from '../webauthn/messages.ts'
import { post } from '../wire/http.ts'
import { neverAskHere } from './ask-here.ts'
import { here as say } from './messages.ts'
import type { SignedInFromElsewhere } from './use-sign-in.ts'

interface HereQuestionProps {
  readonly signedIn: SignedInFromElsewhere
  readonly onMade: () => void
}

/** After a sign-in with a passkey from elsewhere: whether to make one on this device too. */
export function HereQuestion({ signedIn: { next, add }, onMade }: HereQuestionProps) {
  const { busy, words, run } = useTask()

  async function create() {
    const created = await createPasskey(add.options)
    if (!created.ok) return ceremonyWords[created.failure]
    const { challengeId } = add
    return refusalWords(await post('/api/passkeys', { challengeId, credential: created.credential }))
  }

  return (
    <Card>
      <p>{say.text}</p>
      <p>{say.own}</p>
      <Refusal words={words} />
      <div class="button-row">
        <Button busy={busy} onPress={() => run(create, onMade)}>
          {say.yes}
        </Button>
        <Button kind="secondary" onPress={() => goTo(next)}>
          {say.notNow}
        </Button>
        <Button
          kind="quiet"
          onPress={() => {
            neverAskHere()
            goTo(next)
          }}
        >
          {say.never}
        </Button>
      </div>
    </Card>
  )
}

/** It was made. */
export function HereMade({ signedIn: { next } }: Pick<HereQuestionProps, 'signedIn'>) {
  return (
    <Card>
      <p>{say.madeText}</p>
      <div class="button-row">
        <Button onPress={() => goTo(next)}>{say.goOn}</Button>
        <a class="button secondary" href="/account">
          {say.lose}
        </a>
      </div>
    </Card>
  )
}
