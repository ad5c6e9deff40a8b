import { useEffect, useRef } from 'preact/hooks'
import type { Alarm } from '../../shared/admin.ts'
import { overview as say } from '../messages/admin.ts'
import { alarmWords } from '../messages/admin-alarms.ts'
import { announce } from '../ui/announcer.tsx'
import { Notice } from '../ui/notice.tsx'

const TONES: Record<Alarm['kind'], 'bad' | 'warn' | 'info'> = {
  'wrong-pins': 'bad',
  'code-reuse': 'bad',
  'second-claimants': 'bad',
  reports: 'bad',
  'nearly-full': 'bad',
  refusals: 'warn',
  'hidden-network': 'warn',
  'new-store': 'info',
}

/** What needs somebody now: each is said once when it begins, however its figure goes on. */
export function AlarmList({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const known = useRef<ReadonlySet<string>>(new Set())
  const kinds = alarms.map(({ kind }) => kind).join(' ')
  useEffect(() => {
    const fresh = alarms.filter(({ kind }) => !known.current.has(kind))
    known.current = new Set(alarms.map(({ kind }) => kind))
    if (fresh.length > 0) announce(fresh.map((alarm) => alarmWords(alarm).sentence).join(' '))
  }, [kinds])
  return (
    <div id="alarms" class="alarms">
      {alarms.length === 0 && <Notice tone="good" title={say.calm} />}
      {alarms.map((alarm) => {
        const { sentence, next } = alarmWords(alarm)
        return (
          <Notice key={alarm.kind} tone={TONES[alarm.kind] ?? 'warn'} title={sentence}>
            <p>{next}</p>
          </Notice>
        )
      })}
    </div>
  )
}
