import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { removePasskey as say } from './messages/passkeys.ts'
import type { PasskeyDialogProps } from './passkey-dialog-props.ts'
import type { SoleKeeper } from './sole-keeper.ts'

interface LastPasskeyDialogProps extends Pick<PasskeyDialogProps, 'onClose' | 'onAdd'> {
  readonly title: string
  readonly sole: SoleKeeper
  /** What to do first, and that the passkey can be removed then. */
  readonly next: string
}

/** Why the last working passkey stays, and a link to what has to be done first. */
export function LastPasskeyDialog({ title, sole, next, onClose, onAdd }: LastPasskeyDialogProps) {
  const actions = (
    <>
      <Button kind="secondary" autoFocus onPress={onClose}>
        {say.close}
      </Button>
      <Button onPress={onAdd}>{say.addAnother}</Button>
    </>
  )
  return (
    <Dialog title={title} onClose={onClose} actions={actions}>
      <p>{sole.until === null ? say.last : say.onlyOneMay}</p>
      <p>{next}</p>
    </Dialog>
  )
}
