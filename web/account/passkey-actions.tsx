import { useState } from 'preact/hooks'
import type { PasskeyRow } from '../../shared/api.ts'
import { post } from '../api/client.ts'
import { passkeys as say } from '../messages/passkeys.ts'
import { Button } from '../ui/button.tsx'
import { isRemoved } from './is-removed.ts'
import { NamedAct } from './named-act.tsx'
import { RemovePasskeyDialog } from './remove-passkey-dialog.tsx'
import type { SectionProps } from './section-props.ts'
import { StepUpButton } from './step-up-button.tsx'
import { StolenPasskeyDialog } from './stolen-passkey-dialog.tsx'

interface PasskeyActionsProps extends SectionProps {
  readonly passkey: PasskeyRow
  readonly last: boolean
  readonly onRename: () => void
}

/** Restore, rename, report, remove: each says which passkey it means to those who only hear it. */
export function PasskeyActions({ page, passkey, last, onRename, onDone }: PasskeyActionsProps) {
  const [asking, setAsking] = useState<'remove' | 'stolen' | null>(null)
  const credentialId = passkey.id
  const removed = isRemoved(page, passkey)
  const close = () => setAsking(null)
  const done = (sentence: string) => {
    close()
    onDone(sentence)
  }
  const dialog = { page, passkey, last, onClose: close, onDone: done }
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
