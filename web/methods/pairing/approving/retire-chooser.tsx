import type { RetireOption } from '../../../../shared/pairing-view.ts'
import type { RetireChoice } from '../../../../shared/recovery.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { decide as say } from './messages.ts'

interface RetireChooserProps {
  readonly passkeys: readonly RetireOption[]
  readonly chosen: RetireChoice | null
  readonly onChoose: (choice: RetireChoice | null) => void
}

/** Which passkey was lost, if one can be chosen. Nothing is suspended unless the person says so. */
export function RetireChooser({ passkeys, chosen, onChoose }: RetireChooserProps) {
  if (passkeys.every(({ blocked }) => blocked !== null)) return null
  const lost = passkeys.find(({ credentialId }) => credentialId === chosen?.credentialId)
  return (
    <fieldset class="approve-retire">
      <legend>{say.lostWhich}</legend>
      <p class="soft">{say.lostWhichMeans}</p>
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
          <span translate={false}>
            {passkey.name}{' '}
            <small translate={true}>
              {passkey.blocked ? say.blocked[passkey.blocked] : say.created(passkey)}
            </small>
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
