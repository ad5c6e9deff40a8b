import type { AccountChangeRows } from '../../../shared/account-changes.ts'
import { recovery } from '../../messages/recovery.ts'
import { Notice } from '../../ui/notice.tsx'
import { post } from '../../wire/http.ts'
import { StepUpButton } from '../step-up-button.tsx'
import { accountChanges as say } from './messages.ts'

interface AccountChangesProps {
  readonly changes: AccountChangeRows
  /** On the account page, unless its passkey may confirm nothing yet: something was taken back. Elsewhere a link leads there. */
  readonly onDone?: ((sentence: string) => void) | null
}

/** That the account will be deleted, or was renamed, and what takes it back. It cannot be closed. */
export function AccountChanges({ changes: { renamed, deletion }, onDone }: AccountChangesProps) {
  const elsewhere = onDone === undefined && (
    <p>
      <a href="/account">{recovery.see}</a>
    </p>
  )
  return (
    <>
      {deletion && (
        <Notice tone="bad" live="alert" title={say.deletionTitle(deletion)}>
          <p>{say.deletion(deletion)}</p>
          <p>{say.mayKeep(deletion.by.name)}</p>
          {elsewhere}
          {onDone && (
            <StepUpButton
              kind="secondary"
              action={{ do: 'keep-account' }}
              act={(stepUp) => post('/api/account/keep', { stepUp })}
              onDone={() => onDone(say.kept)}
            >
              {say.keep}
            </StepUpButton>
          )}
        </Notice>
      )}
      {renamed && (
        <Notice tone="warn" live="status" title={say.renamedTitle}>
          <p>{say.renamed(renamed)}</p>
          <p>{say.backUntil(renamed)}</p>
          {elsewhere}
          {onDone && (
            <StepUpButton
              kind="secondary"
              action={{ do: 'restore-account-name' }}
              act={(stepUp) => post('/api/account/restore-name', { stepUp })}
              onDone={() => onDone(say.restored(renamed.from))}
            >
              {say.restore}
            </StepUpButton>
          )}
        </Notice>
      )}
    </>
  )
}
