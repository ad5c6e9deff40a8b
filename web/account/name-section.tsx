import { useEffect, useRef, useState } from 'preact/hooks'
import type { SectionProps } from '../owner/section-props.ts'
import { StepUpDialog } from '../owner/step-up-dialog.tsx'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { post } from '../wire/http.ts'
import { accountItself as say } from './messages/name.ts'
import { RenameForm } from './rename-form.tsx'

/** "Name and deletion". What was done already stands at the top of the page, with what takes it back. */
export function NameSection({ page, onDone }: SectionProps) {
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null)
  const { name, probationUntil } = page
  const { renamed, deletion } = page.changes
  const close = () => setOpen(null)
  const acts = useRef<HTMLDivElement>(null)
  const wasRenaming = useRef(false)
  // The button that opened the form is there again, and gets the focus back.
  useEffect(() => {
    if (wasRenaming.current && open === null) acts.current?.querySelector('button')?.focus()
    wasRenaming.current = open === 'rename'
  }, [open])
  return (
    <Section heading={say.heading}>
      {probationUntil === null ? (
        <>
          {renamed && <p class="soft">{say.renamedLately}</p>}
          {open === 'rename' && !renamed ? (
            <RenameForm
              name={name}
              label={say.newName}
              hint={say.hint}
              action={(given) => ({ do: 'rename-account', name: given })}
              rename={(given, stepUp) => post('/api/account/rename', { name: given, stepUp })}
              onClose={close}
              onRenamed={(given) => onDone(say.renamed(given))}
            />
          ) : (
            <div ref={acts} class="row-actions">
              {!renamed && (
                <Button kind="quiet" onPress={() => setOpen('rename')}>
                  {say.rename}
                </Button>
              )}
              {!deletion && (
                <Button kind="quiet" onPress={() => setOpen('delete')}>
                  {say.delete}
                </Button>
              )}
            </div>
          )}
        </>
      ) : (
        <p class="soft">{say.later(probationUntil)}</p>
      )}
      {open === 'delete' && (
        <StepUpDialog
          title={say.deleteTitle}
          action={{ do: 'delete-account' }}
          act={(stepUp) => post('/api/account/delete', { stepUp })}
          onDone={({ dueAt }) => {
            close()
            onDone(say.scheduled(dueAt))
          }}
          onClose={close}
          answers={{ no: say.keep, yes: say.yes }}
        >
          <p>{say.deleteWhen}</p>
          <p>{say.deleteWhat}</p>
        </StepUpDialog>
      )}
    </Section>
  )
}
