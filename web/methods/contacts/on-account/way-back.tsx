import { MOST_CONTACTS } from '../../../../shared/contacts.ts'
import { ChangeLater } from '../../../owner/change-later.tsx'
import { EntryForm } from '../../../owner/entry-form.tsx'
import { LastUsed } from '../../../owner/last-used.tsx'
import type { SectionProps } from '../../../owner/section-props.ts'
import { WayBack } from '../../../owner/way-back.tsx'
import { post } from '../../../wire/http.ts'
import { contactWords } from '../refusals.ts'
import { BeingOne } from './being-one.tsx'
import { ContactItem } from './contact-item.tsx'
import { onAccount as say } from './messages.ts'

/** The contacts of an account, and whose contact it is. Nothing if the site has none. */
export function ContactsWayBack({ page, onDone }: SectionProps) {
  const { contact } = page.readiness
  if (!contact) return null
  const { contacts, required } = contact
  const mayAct = page.probationUntil === null
  return (
    <WayBack
      name="contacts"
      heading={say.heading}
      state={say.state(contacts)}
      settled={contacts.some(({ state }) => state === 'counts') && contacts.every(({ end }) => !end)}
    >
      <p>{say.text}</p>
      <p class="soft">{required ? `${say.required} ${say.cost}` : say.cost}</p>
      <LastUsed at={page.health.lastUsed.contact} />
      <ul class="rows">
        {contacts.map((row) => (
          <ContactItem key={row.id} row={row} page={page} onDone={onDone} />
        ))}
      </ul>
      {mayAct && contacts.length < MOST_CONTACTS && (
        <EntryForm
          say={say.naming}
          action={(name) => ({ do: 'name-contact', name })}
          send={(name, stepUp) => post('/api/contacts/name', { name, stepUp })}
          onSent={(name) => onDone(say.sent(name))}
          wordsOf={contactWords}
        />
      )}
      <ChangeLater page={page} />
      <BeingOne page={page} contacts={contact} onDone={onDone} />
    </WayBack>
  )
}
