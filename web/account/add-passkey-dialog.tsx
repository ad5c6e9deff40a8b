import { useState } from 'preact/hooks'
import type { CreationOffer } from '../../shared/api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { LeadLink } from '../ui/lead-link.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { addPasskey } from '../webauthn/add-passkey.ts'
import { useKeptFresh } from '../webauthn/use-offer.ts'
import { useStepUp } from '../webauthn/use-step-up.ts'
import { post } from '../wire/http.ts'
import { account } from './messages/account.ts'
import { addPasskey as say } from './messages/passkeys.ts'

interface AddPasskeyDialogProps {
  readonly onClose: () => void
  readonly onAdded: () => void
  /** It may have been added: the account is to be read again. */
  readonly onPerhaps: () => void
}

/** Needs two presses, because each of the browser's two windows needs its own: confirm, then create. */
export function AddPasskeyDialog({ onClose, onAdded, onPerhaps }: AddPasskeyDialogProps) {
  const [offer, setOffer] = useState<CreationOffer | null>(null)
  const { busy, words, run } = useTask()
  const stepUp = useStepUp({ do: 'add-passkey' })
  useKeptFresh(stepUp)

  const confirm = () =>
    stepUp.confirm(async (asserted) => {
      const answer = await post('/api/passkeys/options', { stepUp: asserted })
      if (answer.ok) setOffer(answer.body)
      return answer
    })

  async function create(given: CreationOffer) {
    const done = await addPasskey(given)
    if (done.end === 'added') return null
    // The next try begins with another offer, which names the passkey if it was added.
    if (done.end !== 'unused') setOffer(null)
    if (done.end === 'perhaps') onPerhaps()
    return done.words
  }

  return (
    <Dialog
      title={say.title}
      onClose={onClose}
      actions={
        <>
          <Button kind="secondary" onPress={onClose}>
            {account.cancel}
          </Button>
          {offer ? (
            <Button key="create" busy={busy} autoFocus onPress={() => run(() => create(offer), onAdded)}>
              {say.create}
            </Button>
          ) : (
            <Button key="confirm" busy={busy} autoFocus onPress={() => run(confirm)}>
              {say.confirm}
            </Button>
          )}
        </>
      }
    >
      <div role="status">
        <p>{offer ? say.confirmed : say.first}</p>
      </div>
      {!offer && (
        <p>
          {say.none} <LeadLink to="lost" />
        </p>
      )}
      {!offer && <p class="soft">{say.elsewhere}</p>}
      <Refusal words={words} />
    </Dialog>
  )
}
