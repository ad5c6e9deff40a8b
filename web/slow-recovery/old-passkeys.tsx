import './old-passkeys.css'
import type { RetireChoice, RetireMode } from '../../shared/recovery.ts'
import type { OldPasskey } from '../../shared/slow-recovery.ts'
import { oldPasskeys as say } from './messages/old-passkeys.ts'

interface OldPasskeysProps {
  readonly passkeys: readonly OldPasskey[]
  readonly retires: readonly RetireChoice[]
  readonly onChoose: (retires: readonly RetireChoice[]) => void
}

const OLD = [undefined, 'lost', 'stolen'] as const
/** One that came lately may never have been theirs. */
const NEW = [undefined, 'stolen'] as const

/** Asks of each passkey of the account where it is. Nothing retires unless the person says so. */
export function OldPasskeys({ passkeys, retires, onChoose }: OldPasskeysProps) {
  if (passkeys.length === 0) return null
  const modeOf = (one: OldPasskey) =>
    retires.find(({ credentialId }) => credentialId === one.credentialId)?.mode
  const choose = ({ credentialId }: OldPasskey, mode: RetireMode | undefined) => {
    const others = retires.filter((one) => one.credentialId !== credentialId)
    onChoose(mode ? [...others, { credentialId, mode }] : others)
  }
  return (
    <div class="old-passkeys">
      <p>{say.ask}</p>
      {passkeys.map((passkey) => (
        <fieldset key={passkey.credentialId}>
          <legend translate={false}>{passkey.name}</legend>
          {passkey.isStopped && <p class="soft">{say.stopped}</p>}
          {(passkey.isNew ? NEW : OLD).map((mode) => (
            <label key={mode ?? 'mine'}>
              <input
                type="radio"
                name={`old ${passkey.credentialId}`}
                checked={modeOf(passkey) === mode}
                onChange={() => choose(passkey, mode)}
              />
              <span>{mode === 'stolen' && passkey.isNew ? say.notMine : say[mode ?? 'mine']}</span>
            </label>
          ))}
        </fieldset>
      ))}
      {/* There before its words, or it would not be read out. */}
      <p class="soft" role="status">
        {passkeys.some((one) => !one.isNew && modeOf(one)) && say.means}
        {passkeys.some((one) => one.isNew && modeOf(one)) && ` ${say.undoes}`}
      </p>
    </div>
  )
}
