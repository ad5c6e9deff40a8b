import { removePasskey as say } from '../messages/passkeys.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

interface LastPasskeyDialogProps {
  readonly title: string
  readonly onClose: () => void
}

/** Why the last passkey that works stays, and what to do first. */
export function LastPasskeyDialog({ title, onClose }: LastPasskeyDialogProps) {
  const close = (
    <Button autoFocus onPress={onClose}>
      {say.close}
    </Button>
  )
  return (
    <Dialog title={title} onClose={onClose} actions={close}>
      <p>{say.last}</p>
      <p>{say.lastNext}</p>
    </Dialog>
  )
}
