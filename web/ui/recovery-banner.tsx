import type { ComponentChildren } from 'preact'
import type { RecoveryRow } from '../../shared/api.ts'
import { recovery as say } from '../messages/recovery.ts'
import { Notice } from './notice.tsx'

interface RecoveryBannerProps {
  readonly recovery: RecoveryRow
  /** What can be done about it; without it, a link to where it can be judged. */
  readonly children?: ComponentChildren
}

/** Tells every signed-in device of a recovery: what happened, from where, and until when it can be undone. */
export function RecoveryBanner({ recovery, children }: RecoveryBannerProps) {
  const { state, own } = recovery
  return (
    <Notice tone={state === 'frozen' ? 'bad' : own ? 'info' : 'warn'} live="status" title={titleOf(recovery)}>
      <p>{say.happened(recovery)}</p>
      <p>
        {say.added(recovery)} {state === 'done' && !own && say.undoUntil(recovery)}
      </p>
      {children ?? <a href="/account">{say.see}</a>}
    </Notice>
  )
}

function titleOf({ state, own }: RecoveryRow): string {
  if (state === 'frozen') return say.frozenTitle
  return own ? say.ownTitle : say.doneTitle
}
