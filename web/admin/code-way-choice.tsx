import './code-way-choice.css'
import type { CodeWays } from '../../shared/assisted.ts'
import { codeWays as say } from './messages/cases.ts'

interface CodeWayChoiceProps {
  readonly ways: CodeWays
  /** The id of an address; null to read it out. */
  readonly mailTo: string | null
  readonly onChoose: (mailTo: string | null) => void
}

/** How the code is given, if there is a choice. Addresses are masked: no supporter needs a whole one. */
export function CodeWayChoice({ ways, mailTo, onChoose }: CodeWayChoiceProps) {
  if (ways.mailTo.length === 0) return null
  return (
    <fieldset class="code-way-choice">
      <legend>{say.legend}</legend>
      {ways.read && (
        <label>
          <input type="radio" name="code-way" checked={mailTo === null} onChange={() => onChoose(null)} />
          <span>{say.read}</span>
        </label>
      )}
      {ways.mailTo.map(({ addressId, masked }) => (
        <label key={addressId}>
          <input
            type="radio"
            name="code-way"
            checked={mailTo === addressId}
            onChange={() => onChoose(addressId)}
          />
          <span>{say.mail(masked)}</span>
        </label>
      ))}
      <p class="soft">{say.counts}</p>
    </fieldset>
  )
}
