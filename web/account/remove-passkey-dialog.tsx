import type { PasskeyRemoved } from '../../shared/outcomes.ts'
import { StepUpDialog } from '../owner/step-up-dialog.tsx'
import { post } from '../wire/http.ts'
import { LastPasskeyDialog } from './last-passkey-dialog.tsx'
import { removePasskey as say } from './messages/passkeys.ts'
import type { PasskeyDialogProps } from './passkey-dialog-props.ts'
import { waitsOf } from './waits.ts'
import { WaitsDialog, WaitsNote } from './waits-dialog.tsx'

/** Says what removing means before it happens, and why the last passkey stays. */
export function RemovePasskeyDialog(props: PasskeyDialogProps) {
  const { page, passkey, sole, onClose, onAdd, onDone } = props
  const waits = waitsOf(page, passkey)
  if (waits && !waits.othersMay) {
    const title = say.lastTitle(passkey.name)
    return <WaitsDialog title={title} passkey={passkey} waits={waits} onClose={onClose} />
  }
  if (sole) {
    const words = { title: say.lastTitle(passkey.name), next: say.lastNext(sole.until) }
    return <LastPasskeyDialog {...words} sole={sole} onClose={onClose} onAdd={onAdd} />
  }
  const credentialId = passkey.id
  const own = page.passkeys.find(({ current }) => current)
  const goesAt = own && passkey.createdAt < own.createdAt ? own.youngUntil : null
  return (
    <StepUpDialog
      title={say.title(passkey.name)}
      action={{ do: 'remove-passkey', credentialId }}
      act={(stepUp) => post('/api/passkeys/remove', { credentialId, stepUp })}
      onDone={(removed) => onDone(outcome(passkey.name, removed))}
      onClose={onClose}
      answers={{ no: say.keep, yes: say.remove }}
    >
      <p>{goesAt === null ? say.now : say.scheduled(passkey.name, goesAt)}</p>
      {waits && <WaitsNote passkey={passkey} waits={waits} />}
      <p>{say.back}</p>
      {passkey.current && <p>{say.current}</p>}
    </StepUpDialog>
  )
}

function outcome(name: string, { leavesAt, scheduledUntil }: PasskeyRemoved): string {
  if (scheduledUntil !== null) return say.willGo(name, scheduledUntil)
  return leavesAt === null ? say.gone : say.leaves(leavesAt)
}
