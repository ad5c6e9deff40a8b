import { useState } from 'preact/hooks'
import { NamedAct } from '../owner/named-act.tsx'
import { StepUpButton } from '../owner/step-up-button.tsx'
import { Button } from '../ui/button.tsx'
import { post } from '../wire/http.ts'
import { isRemoved } from './is-removed.ts'
import { passkeys as say } from './messages/passkeys.ts'
import type { PasskeyDialogProps } from './passkey-dialog-props.ts'
import { RemovePasskeyDialog } from './remove-passkey-dialog.tsx'
import { StolenPasskeyDialog } from './stolen-passkey-dialog.tsx'

interface PasskeyActionsProps extends Omit<PasskeyDialogProps, 'onClose'> {
  readonly onRename: () => void
}

/** Restore, rename, report, remove. For people who only hear them, each says which passkey it is about. */
export function PasskeyActions(props: PasskeyActionsProps) {
  const { page, passkey, sole, onAdd, onRename, onDone } = props
  const [asking, setAsking] = useState<'remove' | 'stolen' | null>(null)
  const credentialId = passkey.id
  const removed = isRemoved(page, passkey)
  const close = () => setAsking(null)
  const done = (sentence: string) => {
    close()
    onDone(sentence)
  }
  const add = () => {
    close()
    onAdd()
  }
  const dialog = { page, passkey, sole, onClose: close, onAdd: add, onDone: done }
  const words = (verb: string) => <NamedAct verb={verb} name={passkey.name} />
  return (
    <div class="row-actions">
      {passkey.status === 'suspended' && (
        <StepUpButton
          kind="quiet"
          action={{ do: 'restore-passkey', credentialId }}
          act={(stepUp) => post('/api/passkeys/restore', { credentialId, stepUp })}
          onDone={() => onDone(say.restored)}
        >
          {words(say.restore)}
        </StepUpButton>
      )}
      {!removed && (
        <Button kind="quiet" onPress={onRename}>
          {words(say.rename)}
        </Button>
      )}
      {passkey.status !== 'unproven' && passkey.status !== 'frozen' && (
        <Button kind="quiet" onPress={() => setAsking('stolen')}>
          {words(say.stolen)}
        </Button>
      )}
      {!removed && (
        <Button kind="quiet" onPress={() => setAsking('remove')}>
          {words(say.remove)}
        </Button>
      )}
      {asking === 'remove' && <RemovePasskeyDialog {...dialog} />}
      {asking === 'stolen' && <StolenPasskeyDialog {...dialog} />}
    </div>
  )
}
