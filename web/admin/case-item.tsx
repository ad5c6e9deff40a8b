import type { CaseRow } from '../../shared/assisted.ts'
import { Button } from '../ui/button.tsx'
import { cases as say, shownNumber } from './messages/cases.ts'

/** What a supporter does with a case. */
export type CaseAct = 'vouch' | 'confirm' | 'reject' | 'end'

interface CaseItemProps {
  readonly row: CaseRow
  readonly onAct: (act: CaseAct) => void
}

const TONES = {
  open: 'pill',
  checked: 'pill pill-warn',
  confirmed: 'pill pill-good',
  used: 'pill pill-warn',
} as const

/** One case. What its page says it is can be forged, and is shown as a claim. */
export function CaseItem({ row, onAct }: CaseItemProps) {
  const { number, state, check, checkedBy, byMe, isMailed, ways } = row
  const canGive = ways !== null && (ways.read || ways.mailTo.length > 0)
  const shown = shownNumber(number)
  const button = (act: CaseAct, label: string, kind: 'primary' | 'secondary') => (
    <Button kind={kind} onPress={() => onAct(act)}>
      <span>
        {label}
        <span class="visually-hidden"> {shown}</span>
      </span>
    </Button>
  )
  return (
    <li class="row">
      <div class="row-words">
        <h3>
          <span translate={false}>{shown}</span>{' '}
          <span class={TONES[state]}>
            {isMailed && state === 'confirmed' ? say.mailed : say.states[state]}
          </span>
        </h3>
        <CaseFacts row={row} />
        {check !== null && (
          <>
            <p class="soft">{say.checkedBy(checkedBy)}</p>
            <blockquote>{check}</blockquote>
          </>
        )}
        {state === 'checked' && byMe && <p>{say.mine}</p>}
        {ways && !canGive && <p>{say.noWay}</p>}
        {state === 'used' && <p>{say.used}</p>}
      </div>
      <div class="row-actions">
        {state === 'open' && button('vouch', say.check, 'primary')}
        {state === 'checked' && canGive && button('confirm', say.confirm, 'primary')}
        {state === 'confirmed' && canGive && button('confirm', say.codeAgain, 'secondary')}
        {state === 'used' ? button('end', say.end, 'secondary') : button('reject', say.reject, 'secondary')}
      </div>
    </li>
  )
}

/** Which page it is, to be read out to the caller, and the name that was typed there. */
export function CaseFacts({ row: { name, device, place, network, openedAt } }: { readonly row: CaseRow }) {
  return (
    <>
      <p>
        {say.name} <strong translate={false}>{name}</strong>
      </p>
      <p class="facts">
        <span>{say.says(device)}</span>
        {place && <span>{say.near(place)}</span>}
        <span>{say.network(network)}</span>
        <span>{say.openedAt(openedAt)}</span>
      </p>
    </>
  )
}
