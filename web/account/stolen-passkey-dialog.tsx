import { arrivalWords } from '../messages/arrivals.ts'
import { StepUpDialog } from '../owner/step-up-dialog.tsx'
import { post } from '../wire/http.ts'
import { LastPasskeyDialog } from './last-passkey-dialog.tsx'
import { stolenPasskey as say } from './messages/passkeys.ts'
import type { PasskeyDialogProps } from './passkey-dialog-props.ts'
import { mayReport, waitsOf } from './waits.ts'
import { WaitsDialog, WaitsNote } from './waits-dialog.tsx'

/** Shows what a stolen passkey added or approved lately, and stops all of it. */
export function StolenPasskeyDialog(props: PasskeyDialogProps) {
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
  const [oldest, ...newer] = page.passkeys.filter((other) => mayReport(other, passkey))
  return (
    <StepUpDialog
      title={say.title(passkey.name)}
      action={{ do: 'report-stolen', credentialId }}
      act={(stepUp) => post('/api/passkeys/report-stolen', { credentialId, stepUp })}
      onDone={({ recoveries }) => onDone(say.done(passkey.name, recoveries.length))}
      onClose={onClose}
      answers={{ no: say.cancel, yes: say.report }}
    >
      <p>{say.meaning}</p>
      <WhatStops page={page} passkey={passkey} />
      {waits && <WaitsNote passkey={passkey} waits={waits} />}
      <p>{say.back}</p>
      {passkey.current && <p>{say.current}</p>}
      {oldest && newer.length > 0 && <p>{say.oldest(oldest.name)}</p>}
    </StepUpDialog>
  )
}

function WhatStops({ page, passkey: { id, brought } }: Pick<PasskeyDialogProps, 'page' | 'passkey'>) {
  const removals = page.scheduled.filter(({ by }) => by.id === id)
  return (
    <>
      <p>{brought.length > 0 ? say.stops : say.none}</p>
      {brought.length > 0 && (
        <ul>
          {brought.map(({ id: broughtId, name, method, at }) => (
            <li key={broughtId}>
              <strong>{name}</strong>, {arrivalWords(method).brought(at)}
            </li>
          ))}
        </ul>
      )}
      {removals.map(({ id: removal, target }) => (
        <p key={removal}>{say.cancels(target.name)}</p>
      ))}
    </>
  )
}
