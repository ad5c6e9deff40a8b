import { useState } from 'preact/hooks'
import type { CredentialId } from '../../shared/ids.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { goTo } from '../ui/go-to.ts'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { addPasskey } from '../webauthn/add-passkey.ts'
import { neverAskHere } from './ask-here.ts'
import { here as say } from './messages.ts'
import type { SignedInFromElsewhere } from './use-sign-in.ts'
import { useSilentPasskey } from './use-silent-passkey.ts'

interface HereQuestionProps {
  readonly signedIn: SignedInFromElsewhere
  readonly onMade: () => void
  /** The browser made this one by itself, and it was added. */
  readonly onMadeSilently: (id: CredentialId) => void
}

/** Whether to make a passkey on this device too. Meanwhile the browser may make one by itself. */
export function HereQuestion({ signedIn: { next, add }, onMade, onMadeSilently }: HereQuestionProps) {
  const [instead, setInstead] = useState<string | null>(null)
  const { busy, words, run } = useTask()
  const endSilent = useSilentPasskey(add, onMadeSilently)

  async function create() {
    const end = await endSilent()
    if (end === 'added') return null
    // The offer is used up. The account page gets another one.
    if (end === 'refused') return leave('/account#add-passkey')
    if (instead) return leave(instead)
    const done = await addPasskey(add)
    if (done.end === 'added') {
      onMade()
      return null
    }
    if (done.end === 'refused') setInstead('/account#add-passkey')
    // There the list says whether it was added.
    if (done.end === 'perhaps') setInstead('/account')
    return done.words
  }

  const goOn = async () => ((await endSilent()) === 'added' ? null : leave(next))

  return (
    <Card>
      <p>{say.text}</p>
      <p>{say.own}</p>
      <Refusal words={words} />
      <div class="button-row">
        <Button busy={busy} onPress={() => run(create)}>
          {instead ? say.toAccount : say.yes}
        </Button>
        <Button kind="secondary" onPress={() => run(goOn)}>
          {say.notNow}
        </Button>
        <Button
          kind="quiet"
          onPress={() => {
            neverAskHere()
            void run(goOn)
          }}
        >
          {say.never}
        </Button>
      </div>
    </Card>
  )
}

function leave(to: string): null {
  goTo(to)
  return null
}
