import type { PasskeyRow } from '../../shared/api.ts'
import { post } from '../api/client.ts'
import { removePasskey as say } from '../messages/account.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { useKeptFresh } from '../webauthn/use-offer.ts'
import { useStepUp } from '../webauthn/use-step-up.ts'

interface RemovePasskeyDialogProps {
  readonly passkey: PasskeyRow
  readonly last: boolean
  readonly onClose: () => void
  readonly onRemoved: () => void
}

/** Says what removing means before it happens, and why the last passkey stays. */
export function RemovePasskeyDialog({ last, ...props }: RemovePasskeyDialogProps) {
  return last ? <LastOne {...props} /> : <Removal {...props} />
}

type OpenDialogProps = Omit<RemovePasskeyDialogProps, 'last'>

function LastOne({ passkey, onClose }: OpenDialogProps) {
  const close = (
    <Button autoFocus onPress={onClose}>
      {say.close}
    </Button>
  )
  return (
    <Dialog title={say.lastTitle(passkey.name)} onClose={onClose} actions={close}>
      <p>{say.last}</p>
      <p>{say.lastNext}</p>
    </Dialog>
  )
}

function Removal({ passkey, onClose, onRemoved }: OpenDialogProps) {
  const { busy, words, run } = useTask()
  const credentialId = passkey.id
  const stepUp = useStepUp({ do: 'remove-passkey', credentialId })
  useKeptFresh(stepUp)
  const remove = () =>
    stepUp.confirm((asserted) => post('/api/passkeys/remove', { credentialId, stepUp: asserted }))
  const actions = (
    <>
      <Button kind="secondary" autoFocus onPress={onClose}>
        {say.keep}
      </Button>
      <Button kind="danger" busy={busy} onPress={() => run(remove, onRemoved)}>
        {say.remove}
      </Button>
    </>
  )
  return (
    <Dialog title={say.title(passkey.name)} onClose={onClose} actions={actions}>
      <p>{say.meaning}</p>
      <p>{say.copy}</p>
      {passkey.current && <p>{say.current}</p>}
      <Refusal words={words} />
    </Dialog>
  )
}
