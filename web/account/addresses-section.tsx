import { useState } from 'preact/hooks'
import { MOST_ADDRESSES } from '../../shared/addresses.ts'
import { ChangeLater } from '../owner/change-later.tsx'
import { EntryForm } from '../owner/entry-form.tsx'
import type { SectionProps } from '../owner/section-props.ts'
import { Fold } from '../ui/fold.tsx'
import { Section } from '../ui/section.tsx'
import { post } from '../wire/http.ts'
import { AddressItem } from './address-item.tsx'
import { addresses as say } from './messages/addresses.ts'

/** "E-mail addresses": where we write to, adding one, and removing it. Not there on a site that sends no mail. */
export function AddressesSection({ page, onDone }: SectionProps) {
  const { canAdd, rows } = page.addresses
  // Whoever has one rarely comes for another. The first one is typed here, and stays in sight while it is confirmed.
  const [hadSome] = useState(rows.length > 0)
  if (!canAdd && rows.length === 0) return null
  const mayChange = page.probationUntil === null
  const confirmed = rows.filter(({ state }) => state !== 'unconfirmed')
  const form = (
    <EntryForm
      say={say}
      autoComplete="email"
      action={(address) => ({ do: 'add-address', address })}
      send={(address, stepUp) => post('/api/addresses', { address, stepUp })}
      onSent={(address) => onDone(say.sent(address))}
    />
  )
  return (
    <Section name="addresses" heading={say.heading} intro={say.intro}>
      {rows.length === 0 && <p class="soft">{say.none}</p>}
      <ul class="rows">
        {rows.map((row) => (
          <AddressItem key={row.id} row={row} mayChange={mayChange} onDone={onDone} />
        ))}
      </ul>
      {canAdd &&
        mayChange &&
        confirmed.length < MOST_ADDRESSES &&
        (hadSome ? <Fold summary={say.another}>{form}</Fold> : form)}
      <ChangeLater page={page} />
    </Section>
  )
}
