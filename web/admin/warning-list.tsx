import { useEffect, useRef } from 'preact/hooks'
import type { WarningRow } from '../../shared/admin.ts'
import { announce } from '../ui/announcer.tsx'
import { Notice } from '../ui/notice.tsx'
import { warnings as say } from './messages/alarms.ts'

/** What works only in part on this server, in the words of its log, and what is over. Each is read out once. */
export function WarningList({ warnings }: { readonly warnings: readonly WarningRow[] }) {
  const known = useRef<ReadonlySet<string>>(new Set())
  const standing = warnings.filter(({ endedAgoMs }) => endedAgoMs === null)
  const kinds = standing.map(({ kind }) => kind).join(' ')
  useEffect(() => {
    const fresh = standing.filter(({ kind }) => !known.current.has(kind))
    known.current = new Set(standing.map(({ kind }) => kind))
    if (fresh.length > 0) announce(fresh.map(({ says }) => says).join(' '))
  }, [kinds])
  if (warnings.length === 0) return null
  return (
    <>
      <h3>{say.heading}</h3>
      <p class="soft">{say.intro}</p>
      <div class="alarms">
        {warnings.map(({ kind, says, beganAgoMs, endedAgoMs }) => (
          <Notice key={kind} tone={endedAgoMs === null ? 'warn' : 'good'} title={says}>
            <p>{endedAgoMs === null ? say.since(beganAgoMs) : say.over(endedAgoMs)}</p>
          </Notice>
        ))}
      </div>
    </>
  )
}
