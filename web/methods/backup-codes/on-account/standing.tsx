import type { BackupCodeSet, BackupCodesReadiness } from '../../../../shared/backup-codes.ts'
import type { SectionProps } from '../../../owner/section-props.ts'
import { StepUpButton } from '../../../owner/step-up-button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { post } from '../../../wire/http.ts'
import { onAccount as say } from './messages.ts'

interface StandingProps extends Pick<SectionProps, 'onDone'> {
  readonly codes: BackupCodesReadiness
  readonly set: BackupCodeSet
}

/** How many codes are left, and what is wrong with that. */
export function Standing({ codes: { state, next }, set, onDone }: StandingProps) {
  return (
    <>
      <p class="facts">
        <span>{say.made(set.madeAt)}</span>
        {set.renewed && <span>{say.renewed(set.renewed.many, set.renewed.countsFrom)}</span>}
        <span>{set.lastUsedAt === null ? say.neverUsed : say.lastUsed(set.lastUsedAt)}</span>
        <span>{set.triedAt === null ? say.neverTried : say.tried(set.triedAt)}</span>
      </p>
      {!next && state !== 'ready' && (
        <Notice
          tone="warn"
          live="status"
          title={state === 'weak' ? say.weakTitle(set.left) : say.usedUpTitle}
        >
          <p>{say.makeSoon}</p>
        </Notice>
      )}
      {!next && !set.saved && (state === 'ready' || set.renewed) && <Unsaved set={set} onDone={onDone} />}
    </>
  )
}

function Unsaved({ set, onDone }: Pick<SectionProps, 'onDone'> & { readonly set: BackupCodeSet }) {
  const setId = set.id
  return (
    <Notice tone="warn" live="status" title={say.unsavedTitle}>
      <p>{say.unsaved}</p>
      <StepUpButton
        kind="secondary"
        action={{ do: 'note-backup-codes', setId }}
        act={(stepUp) => post('/api/backup-codes/saved', { setId, stepUp })}
        onDone={() => onDone(say.noted)}
      >
        {say.haveThem}
      </StepUpButton>
    </Notice>
  )
}
