import type { AccountExport } from '../../shared/account-export.ts'
import type { SectionProps } from '../owner/section-props.ts'
import { StepUpButton } from '../owner/step-up-button.tsx'
import { saveFile } from '../ui/save-file.ts'
import { Section } from '../ui/section.tsx'
import { post } from '../wire/http.ts'
import { data as say } from './messages/data.ts'

/** "Your data": everything that is held about the account, as a file. */
export function DataSection({ page, onDone }: SectionProps) {
  const save = (body: AccountExport) => {
    saveFile('account.json', 'application/json', JSON.stringify(body, null, 2))
    onDone(say.done)
  }
  return (
    <Section heading={say.heading} intro={say.intro}>
      {page.probationUntil === null ? (
        <StepUpButton
          kind="secondary"
          action={{ do: 'export-account' }}
          act={(stepUp) => post('/api/account/export', { stepUp })}
          onDone={save}
        >
          {say.download}
        </StepUpButton>
      ) : (
        <p class="soft">{say.later(page.probationUntil)}</p>
      )}
    </Section>
  )
}
