import type { BackupCodesReadiness } from '../../../../shared/backup-codes.ts'
import type { CredentialId } from '../../../../shared/ids.ts'
import type { SectionProps } from '../../../owner/section-props.ts'
import { StepUpButton } from '../../../owner/step-up-button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { post } from '../../../wire/http.ts'
import { onAccount as say } from './messages.ts'

interface ChangesProps extends SectionProps {
  readonly codes: BackupCodesReadiness
}

/** What will change about the codes, by whom and when, with a button that stops it. */
export function Changes({ page, codes, onDone }: ChangesProps) {
  const { next, off, set } = codes
  const byName = (id: CredentialId) => {
    const passkey = page.passkeys.find((one) => one.id === id)
    return passkey ? say.named(passkey.name) : say.someone
  }
  const cancel = (setId: string, done: string, words: string) =>
    page.probationUntil === null && (
      <StepUpButton
        kind="secondary"
        action={{ do: 'cancel-backup-codes', setId }}
        act={(stepUp) => post('/api/backup-codes/cancel', { setId, stepUp })}
        onDone={() => onDone(done)}
      >
        {words}
      </StepUpButton>
    )
  return (
    <>
      {next && (
        <Notice live="status" title={say.waitingTitle(codes)}>
          <p>{say.waitingText(byName(next.madeBy), set !== null)}</p>
          <p>{say.waitingWhy}</p>
          {cancel(next.id, say.newCancelled, say.cancelNew)}
        </Notice>
      )}
      {off && set && (
        <Notice tone="warn" live="status" title={say.offTitle(off.at)}>
          <p>{say.offText(byName(off.by))}</p>
          {cancel(set.id, say.kept, say.keep)}
        </Notice>
      )}
    </>
  )
}
