import { useState } from 'preact/hooks'
import type { VouchedRow } from '../../../../shared/contacts.ts'
import { refusalWords } from '../../../messages/errors.ts'
import { NamedAct } from '../../../owner/named-act.tsx'
import type { SectionProps } from '../../../owner/section-props.ts'
import { StepUpDialog } from '../../../owner/step-up-dialog.tsx'
import { AccountName } from '../../../ui/account-name.tsx'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { post } from '../../../wire/http.ts'
import { agreeing, beingOne as say } from './messages.ts'

interface RequestProps extends Pick<SectionProps, 'onDone'> {
  readonly row: VouchedRow
  /** Until when this session can't agree. Null: it can. */
  readonly probationUntil: number | null
}

/** Somebody asks this account to be their contact: it learns their name. */
export function Request({ row, probationUntil, onDone }: RequestProps) {
  const { id: contactId, name } = row
  const [open, setOpen] = useState(false)
  const { busy, words, run } = useTask()
  const decline = async () => refusalWords(await post('/api/contacts/decline', { contactId }))
  return (
    <>
      <Notice live="status" title={say.askedTitle(row)}>
        <p>{say.askedText}</p>
        {probationUntil !== null && <p>{say.agreeLater(probationUntil)}</p>}
        <Refusal words={words} />
        <div class="button-row">
          {probationUntil === null && (
            <Button kind="secondary" onPress={() => setOpen(true)}>
              <NamedAct verb={say.agree} name={name} />
            </Button>
          )}
          <Button kind="quiet" busy={busy} onPress={() => run(decline, () => onDone(say.declined))}>
            <NamedAct verb={say.no} name={name} />
          </Button>
        </div>
      </Notice>
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
    </>
  )
}
