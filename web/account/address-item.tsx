import './address-item.css'
import type { AddressRow } from '../../shared/addresses.ts'
import type { Asserted } from '../../shared/api.ts'
import { NamedAct } from '../owner/named-act.tsx'
import { StepUpButton } from '../owner/step-up-button.tsx'
import { post } from '../wire/http.ts'
import { AddressCode } from './address-code.tsx'
import { Ago } from './ago.tsx'
import { addresses as say } from './messages/addresses.ts'

interface AddressItemProps {
  readonly row: AddressRow
  readonly mayChange: boolean
  readonly onDone: (sentence: string) => void
}

/** One address: its state, its code if it is not confirmed, and what can be done about it. */
export function AddressItem({ row, mayChange, onDone }: AddressItemProps) {
  const { id: addressId, address, state, addedAt, by, countsFrom, removal } = row
  return (
    <li class="row address">
      <div class="row-words">
        <h3>
          <span translate={false}>{address}</span>{' '}
          <span class={state === 'counts' ? 'pill pill-good' : 'pill'}>{say.states[state]}</span>
        </h3>
        <p class="facts">
          <Ago at={addedAt} words={(ago) => say.addedBy(ago, by.name)} />
        </p>
        {countsFrom !== null && <p>{say.countsFrom(countsFrom)}</p>}
        {removal && <p>{say.leaves(removal.leavesAt, removal.by.name)}</p>}
        {state === 'unconfirmed' && <AddressCode row={row} mayChange={mayChange} onDone={onDone} />}
      </div>
      {mayChange && (
        <div class="row-actions">
          {removal ? (
            <StepUpButton
              kind="secondary"
              action={{ do: 'keep-address', addressId }}
              act={(stepUp: Asserted) => post('/api/addresses/keep', { addressId, stepUp })}
              onDone={() => onDone(say.kept(address))}
            >
              <NamedAct verb={say.keep} name={address} />
            </StepUpButton>
          ) : (
            <StepUpButton
              kind="quiet"
              action={{ do: 'remove-address', addressId }}
              act={(stepUp: Asserted) => post('/api/addresses/remove', { addressId, stepUp })}
              onDone={({ leavesAt }) => onDone(say.removed(address, leavesAt))}
            >
              <NamedAct verb={say.remove} name={address} />
            </StepUpButton>
          )}
        </div>
      )}
    </li>
  )
}
