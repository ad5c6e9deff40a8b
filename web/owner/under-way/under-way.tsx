import { useState } from 'preact/hooks'
import type { UnderWayPosts, UnderWayRow } from '../../../shared/slow-recovery.ts'
import { useFocusOnChange } from '../../ui/focus-on-change.ts'
import { NeedHelp } from '../../ui/need-help.tsx'
import { Notice } from '../../ui/notice.tsx'
import { post } from '../../wire/http.ts'
import { StepUpButton } from '../step-up-button.tsx'
import { effectWords, nextWords, underWay as say } from './messages.ts'

type Stopped = UnderWayPosts['/api/recoveries/stop'][1] & Pick<UnderWayRow, 'recoveryId' | 'methods'>

interface UnderWayProps {
  readonly rows: readonly UnderWayRow[]
  /** Something was stopped: read the account again. */
  readonly onStopped?: () => void
}

/** Every recovery under way, who started it and what comes next, with the button that stops it. It cannot be closed. */
export function UnderWay({ rows, onStopped }: UnderWayProps) {
  const [stopped, setStopped] = useState<readonly Stopped[]>([])
  const place = useFocusOnChange<HTMLDivElement>(stopped)
  const open = rows.flatMap((row) =>
    afterStop(
      row,
      stopped.find(({ recoveryId }) => recoveryId === row.recoveryId),
    ),
  )
  return (
    <div ref={place} tabIndex={-1}>
      {stopped.map((one) => (
        <StoppedNotice key={one.recoveryId} stopped={one} />
      ))}
      {open.map((row) => (
        <Notice key={row.recoveryId} tone="bad" live="alert" title={say.title}>
          <p>{say.who(row)}</p>
          <p>
            <strong>{nextWords(row)}</strong>
          </p>
          <p>
            {say.you} {effectWords[row.stop]}
          </p>
          {row.stop === 'nothing' ? (
            <NeedHelp />
          ) : (
            <StepUpButton
              kind="danger"
              action={{ do: 'stop-recovery', recoveryId: row.recoveryId }}
              act={(stepUp) => post('/api/recoveries/stop', { recoveryId: row.recoveryId, stepUp })}
              onDone={(outcome) => {
                setStopped([{ ...outcome, recoveryId: row.recoveryId, methods: row.methods }, ...stopped])
                onStopped?.()
              }}
            >
              {say.stop}
              {open.length > 1 && <span class="visually-hidden"> ({row.device})</span>}
            </StepUpButton>
          )}
        </Notice>
      ))}
    </div>
  )
}

/** The row as it is after a press that its data may not show yet. One that was only paused stays: another passkey may end it. */
function afterStop(row: UnderWayRow, stopped: Stopped | undefined): readonly UnderWayRow[] {
  if (stopped?.outcome === 'ended') return []
  if (stopped?.outcome !== 'paused' || row.stop !== 'pauses') return [row]
  return [{ ...row, state: 'paused', until: stopped.until, stop: 'nothing' }]
}

/** What the press did, and what to do next. */
function StoppedNotice({ stopped: { outcome, until, methods } }: { readonly stopped: Stopped }) {
  return (
    <Notice tone={outcome === 'ended' ? 'good' : 'warn'} title={say.stopped[outcome]}>
      <p>{say.stoppedText[outcome](until)}</p>
      {methods.includes('backup-code') && <p>{say.codes}</p>}
      {methods.includes('email') && <p>{say.mailbox}</p>}
    </Notice>
  )
}
