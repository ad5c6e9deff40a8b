import type { ComponentChildren } from 'preact'
import type { RecoveryRow } from '../../shared/account-page.ts'
import { arrivalWords } from '../messages/arrivals.ts'
import { recovery as say } from '../messages/recovery.ts'
import { Notice } from './notice.tsx'

interface RecoveryBannerProps {
  readonly recovery: RecoveryRow
  /** The person has just approved it here. */
  readonly expected?: boolean
  /** Shown in place of the title to a person who has just come back by it. */
  readonly welcome?: string | null
  /** What can be done about it. */
  readonly children?: ComponentChildren
}

/** Shows a recovery or an added passkey: what happened, from where, and until when it can be undone. */
export function RecoveryBanner({ recovery, expected = false, welcome, children }: RecoveryBannerProps) {
  const { state, own, method, frozenUntil, cannotStop } = recovery
  const words = arrivalWords(method)
  const frozen = state === 'frozen'
  const stopped = frozenUntil === null ? words.frozen : say.pausedTitle
  return (
    <Notice
      tone={welcome ? 'good' : frozen ? 'bad' : own || expected ? 'info' : 'warn'}
      live="status"
      title={welcome ?? (frozen ? stopped : own ? words.own : words.done)}
    >
      <p>{words.happened(recovery)}</p>
      <p>
        {say.added(recovery)}{' '}
        {state === 'done' && !own && cannotStop !== 'called-out' && say.undoUntil(recovery)}
      </p>
      {children}
    </Notice>
  )
}
