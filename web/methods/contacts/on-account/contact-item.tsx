import type { ContactRow } from '../../../../shared/contacts.ts'
import type { CredentialId } from '../../../../shared/ids.ts'
import { NamedAct } from '../../../owner/named-act.tsx'
import type { SectionProps } from '../../../owner/section-props.ts'
import { StepUpButton } from '../../../owner/step-up-button.tsx'
import { post } from '../../../wire/http.ts'
import { onAccount as say } from './messages.ts'

interface ContactItemProps extends SectionProps {
  readonly row: ContactRow
}

/** One contact of the owner: how far it is, and what can be done about it. */
export function ContactItem({ row, page, onDone }: ContactItemProps) {
  const { id: contactId, name, state, askedUntil, agreedAt, countsFrom, end } = row
  const byName = (id: CredentialId) => {
    const passkey = page.passkeys.find((one) => one.id === id)
    return passkey ? say.named(passkey.name) : say.someone
  }
  return (
    <li class="row">
      <div class="row-words">
        <h5>
          <span translate={false}>{name}</span>{' '}
          <span class={state === 'counts' ? 'pill pill-good' : 'pill'}>{say.states[state]}</span>
        </h5>
        {state === 'asked' && <p>{say.asked(askedUntil)}</p>}
        {state === 'waiting' && <p>{say.waits(countsFrom)}</p>}
        {state === 'counts' && <p>{say.since(agreedAt)}</p>}
        {end && <p>{say.ends(end.at, byName(end.by))}</p>}
      </div>
      {page.probationUntil === null && (
        <div class="row-actions">
          {end ? (
            <StepUpButton
              kind="secondary"
              action={{ do: 'keep-contact', contactId }}
              act={(stepUp) => post('/api/contacts/keep', { contactId, stepUp })}
              onDone={() => onDone(say.kept(name))}
            >
              <NamedAct verb={say.keep} name={name} />
            </StepUpButton>
          ) : (
            <StepUpButton
              kind="quiet"
              action={{ do: 'end-contact', contactId }}
              act={(stepUp) => post('/api/contacts/end', { contactId, stepUp })}
              onDone={({ endsAt }) => onDone(say.ended(name, endsAt))}
            >
              <NamedAct verb={state === 'asked' ? say.takeBack : say.end} name={name} />
            </StepUpButton>
          )}
        </div>
      )}
    </li>
  )
}
