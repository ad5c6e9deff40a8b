import { useState } from 'preact/hooks'
import type { PasskeyRow } from '../../shared/api.ts'
import { post } from '../api/client.ts'
import { passkeys as say } from '../messages/account.ts'
import { Button } from '../ui/button.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { useStepUp } from '../webauthn/use-step-up.ts'
import { PrepareOnIntent } from './prepare-on-intent.tsx'
import { RemovePasskeyDialog } from './remove-passkey-dialog.tsx'

interface PasskeyActionsProps {
  readonly passkey: PasskeyRow
  readonly last: boolean
  readonly onRename: () => void
  readonly onDone: (sentence: string) => void
}

/** Restore, rename, remove: each says which passkey it means to those who only hear it. */
export function PasskeyActions({ passkey, last, onRename, onDone }: PasskeyActionsProps) {
  const [removing, setRemoving] = useState(false)
  const of = <span class="visually-hidden"> {passkey.name}</span>
  return (
    <div class="row-actions">
      {passkey.status === 'suspended' && <RestoreButton passkey={passkey} onDone={onDone} />}
      <Button kind="quiet" onPress={onRename}>
        <span>
          {say.rename}
          {of}
        </span>
      </Button>
      <Button kind="quiet" onPress={() => setRemoving(true)}>
        <span>
          {say.remove}
          {of}
        </span>
      </Button>
      {removing && (
        <RemovePasskeyDialog
          passkey={passkey}
          last={last}
          onClose={() => setRemoving(false)}
          onRemoved={() => {
            setRemoving(false)
            onDone(say.removed)
          }}
        />
      )}
    </div>
  )
}

function RestoreButton({ passkey, onDone }: Pick<PasskeyActionsProps, 'passkey' | 'onDone'>) {
  const { busy, words, run } = useTask()
  const credentialId = passkey.id
  const { prepare, confirm } = useStepUp({ do: 'restore-passkey', credentialId })
  const restore = () => confirm((stepUp) => post('/api/passkeys/restore', { credentialId, stepUp }))
  return (
    <PrepareOnIntent prepare={prepare}>
      <Button kind="quiet" busy={busy} onPress={() => run(restore, () => onDone(say.restored))}>
        <span>
          {say.restore}
          <span class="visually-hidden"> {passkey.name}</span>
        </span>
      </Button>
      <Refusal words={words} />
    </PrepareOnIntent>
  )
}
