import { useState } from 'preact/hooks'
import type { ContactsReadiness, VouchedRow } from '../../../../shared/contacts.ts'
import { refusalWords } from '../../../messages/errors.ts'
import type { SectionProps } from '../../../owner/section-props.ts'
import { StepUpButton } from '../../../owner/step-up-button.tsx'
import { StepUpDialog } from '../../../owner/step-up-dialog.tsx'
import { AccountName } from '../../../ui/account-name.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { post } from '../../../wire/http.ts'
import { agreeing, beingOne as say } from './messages.ts'

interface BeingOneProps extends SectionProps {
  readonly contacts: ContactsReadiness
}

/** Who asks this account to be their contact, and whose contact it is: nothing but names. */
export function BeingOne({ page, contacts, onDone }: BeingOneProps) {
  const { requests, vouchesFor, refusesAll } = contacts
  const mayAct = page.probationUntil === null
  const { words, run } = useTask()
  const refuse = (refuses: boolean) => async () =>
    refusalWords(await post('/api/contacts/refuse-all', { refuses }))
  return (
    <>
      {requests.map((row) => (
        <Request key={row.id} row={row} mayAct={mayAct} onDone={onDone} />
      ))}
      {vouchesFor.length > 0 && (
        <>
          <h5>{say.heading}</h5>
          <ul class="rows">
            {vouchesFor.map(({ id: contactId, name, from }) => (
              <li key={contactId} class="row">
                <div class="row-words">
                  <strong translate={false}>{name}</strong>
                  <p>{say.from(from)}</p>
                </div>
                {mayAct && (
                  <div class="row-actions">
                    <StepUpButton
                      kind="quiet"
                      action={{ do: 'leave-contact', contactId }}
                      act={(stepUp) => post('/api/contacts/leave', { contactId, stepUp })}
                      onDone={() => onDone(say.left(name))}
                    >
                      {say.leave}
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

interface RequestProps extends Pick<SectionProps, 'onDone'> {
  readonly row: VouchedRow
  readonly mayAct: boolean
}

function Request({ row, mayAct, onDone }: RequestProps) {
  const { id: contactId, name } = row
  const [open, setOpen] = useState(false)
  const { busy, words, run } = useTask()
  const decline = async () => refusalWords(await post('/api/contacts/decline', { contactId }))
  return (
    <Notice live="status" title={say.askedTitle(row)}>
      <p>{say.askedText}</p>
      <Refusal words={words} />
      <div class="button-row">
        {mayAct && (
          <Button kind="secondary" onPress={() => setOpen(true)}>
            {say.agree}
          </Button>
        )}
        <Button kind="quiet" busy={busy} onPress={() => run(decline, () => onDone(say.declined))}>
          {say.no}
        </Button>
      </div>
      {open && (
        <StepUpDialog
          title={agreeing.title(row)}
          action={{ do: 'agree-to-contact', contactId }}
          act={(stepUp) => post('/api/contacts/agree', { contactId, stepUp })}
          onDone={({ countsFrom }) => {
            setOpen(false)
            onDone(say.agreed(countsFrom))
          }}
          onClose={() => setOpen(false)}
          answers={{ no: agreeing.no, yes: agreeing.yes }}
        >
          <AccountName name={name} />
          <p>{agreeing.text}</p>
          <p>{agreeing.careful}</p>
          <p class="soft">{agreeing.any}</p>
        </StepUpDialog>
      )}
    </Notice>
  )
}
