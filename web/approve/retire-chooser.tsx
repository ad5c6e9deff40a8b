import type { RetireChoice, RetireOption } from '../../shared/pairing-view.ts'
import { decide as say } from '../messages/approve.ts'
import { Checkbox } from '../ui/checkbox.tsx'

interface RetireChooserProps {
  readonly passkeys: readonly RetireOption[]
  readonly chosen: RetireChoice | null
  readonly onChoose: (choice: RetireChoice | null) => void
}

/** Which passkey was lost. Nothing is suspended unless the person says so. */
export function RetireChooser({ passkeys, chosen, onChoose }: RetireChooserProps) {
  const lost = passkeys.find(({ credentialId }) => credentialId === chosen?.credentialId)
  return (
    <fieldset class="approve-retire">
      <legend>{say.lostWhich}</legend>
      <label>
        <input type="radio" name="retire" checked={chosen === null} onChange={() => onChoose(null)} />
        <span>{say.none}</span>
      </label>
      {passkeys.map((passkey) => (
        <label key={passkey.credentialId}>
          <input
            type="radio"
            name="retire"
            disabled={passkey.blocked !== null}
            checked={chosen?.credentialId === passkey.credentialId}
            onChange={() => onChoose({ credentialId: passkey.credentialId, mode: 'lost' })}
          />
          <span>
            {passkey.name}{' '}
            <small>{passkey.blocked ? say.blocked[passkey.blocked] : say.created(passkey)}</small>
          </span>
        </label>
      ))}
      {chosen && (
        <Checkbox
          label={say.stolen}
          checked={chosen.mode === 'stolen'}
          onChange={(stolen) => onChoose({ ...chosen, mode: stolen ? 'stolen' : 'lost' })}
        />
      )}
      {/* There before its words, or it would not be read out. */}
      <p class="soft" role="status">
        {lost && (chosen?.mode === 'stolen' ? say.stolenMeans(lost) : say.lostMeans)}
      </p>
    </fieldset>
  )
}
