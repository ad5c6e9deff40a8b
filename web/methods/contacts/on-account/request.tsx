import { useState } from 'preact/hooks'
import type { VouchedRow } from '../../../../shared/contacts.ts'
import { refusalWords } from '../../../messages/errors.ts'
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
  readonly mayAct: boolean
}

/** Somebody asks this account to be their contact: it learns their name. */
export function Request({ row, mayAct, onDone }: RequestProps) {
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
