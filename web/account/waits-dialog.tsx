import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { removePasskey, waits as say } from './messages/passkeys.ts'
import type { PasskeyDialogProps } from './passkey-dialog-props.ts'
import type { Waits } from './waits.ts'

interface WaitsNoteProps extends Pick<PasskeyDialogProps, 'passkey'> {
  readonly waits: Waits
}

interface WaitsDialogProps extends WaitsNoteProps, Pick<PasskeyDialogProps, 'onClose'> {
  readonly title: string
}

/** Why a passkey stays until the one has retired that it called lost or stolen, and what to do. */
export function WaitsDialog({ title, passkey, waits, onClose }: WaitsDialogProps) {
  const actions = (
    <Button kind="secondary" autoFocus onPress={onClose}>
      {removePasskey.close}
    </Button>
  )
  return (
    <Dialog title={title} onClose={onClose} actions={actions}>
      <p>{say.why(passkey.name, waits.name, waits.until)}</p>
      <p>{waits.canKeep ? say.waitOrKeep(waits.name) : say.wait}</p>
    </Dialog>
  )
}

/** The same in the dialog of what an older passkey may still do. */
export function WaitsNote({ passkey, waits }: WaitsNoteProps) {
  return (
    <p>
      {say.why(passkey.name, waits.name, waits.until)} {say.confirmOlder}
    </p>
  )
}
