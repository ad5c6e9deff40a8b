import type { PasskeyRow } from '../../../../shared/account-page.ts'
import type { ContactsReadiness } from '../../../../shared/contacts.ts'
import { refusalWords } from '../../../messages/errors.ts'
import { NamedAct } from '../../../owner/named-act.tsx'
import type { SectionProps } from '../../../owner/section-props.ts'
import { StepUpButton } from '../../../owner/step-up-button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { post } from '../../../wire/http.ts'
import { beingOne as say } from './messages.ts'

interface BeingOneProps extends SectionProps {
  readonly contacts: ContactsReadiness
}

/** Whose contact this account is: nothing but names. */
export function BeingOne({ page, contacts, onDone }: BeingOneProps) {
  const { vouchesFor, refusesAll } = contacts
  const mayAct = page.probationUntil === null
  const { words, run } = useTask()
  const refuse = (refuses: boolean) => async () =>
    refusalWords(await post('/api/contacts/refuse-all', { refuses }))
  return (
    <>
      {vouchesFor.length > 0 && (
        <>
          <h5>{say.heading}</h5>
          <ul class="rows">
            {vouchesFor.map(({ id: contactId, name, agreedAt, from }) => (
              <li key={contactId} class="row">
                <div class="row-words">
                  <strong translate={false}>{name}</strong>
                  <p>{hasOlder(page.passkeys, agreedAt) ? say.from(from) : say.tooNew}</p>
                </div>
                {mayAct && (
                  <div class="row-actions">
                    <StepUpButton
                      kind="quiet"
                      action={{ do: 'leave-contact', contactId }}
                      act={(stepUp) => post('/api/contacts/leave', { contactId, stepUp })}
                      onDone={() => onDone(say.left(name))}
                    >
                      <NamedAct verb={say.leave} name={name} />
                    </StepUpButton>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <Refusal words={words} />
      <Checkbox
        label={say.refuse}
        checked={refusesAll}
        onChange={(refuses) =>
          void run(refuse(refuses), () => onDone(refuses ? say.refuses : say.refusesNot))
        }
      />
    </>
  )
}

/** Whether one of them could vouch: a contact vouches with a passkey that is older than the agreement. */
function hasOlder(passkeys: readonly PasskeyRow[], agreedAt: number | null): boolean {
  return passkeys.some(({ status, createdAt }) => status === 'active' && createdAt < (agreedAt ?? 0))
}
