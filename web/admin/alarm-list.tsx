import { useEffect, useRef } from 'preact/hooks'
import type { AdminFigures, Alarm, AlarmSpanRow, HotKeyRow } from '../../shared/admin.ts'
import { announce } from '../ui/announcer.tsx'
import { Notice } from '../ui/notice.tsx'
import { AlarmActions } from './alarm-actions.tsx'
import { AlarmSeen } from './alarm-seen.tsx'
import { alarmWords, sources as say } from './messages/alarms.ts'

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

interface AlarmListProps {
  readonly figures: AdminFigures
  readonly at: number
}

/** What needs attention now. Each alarm is read out once when it begins, however its figure changes. */
export function AlarmList({ figures: { alarms, timeline, hotKeys }, at }: AlarmListProps) {
  const known = useRef<ReadonlySet<string>>(new Set())
  const kinds = alarms.map(({ kind }) => kind).join(' ')
  useEffect(() => {
    const fresh = alarms.filter(({ kind }) => !known.current.has(kind))
    known.current = new Set(alarms.map(({ kind }) => kind))
    if (fresh.length > 0) announce(fresh.map((alarm) => `${alarmWords(alarm).sentence}.`).join(' '))
  }, [kinds])
  return (
    <div id="alarms" class="alarms" tabIndex={-1}>
      {alarms.map((alarm) => (
        <AlarmNotice
          key={alarm.kind}
          alarm={alarm}
          span={timeline.find(({ kind, over }) => kind === alarm.kind && !over)}
          hotKeys={hotKeys}
          at={at}
        />
      ))}
    </div>
  )
}

interface AlarmNoticeProps {
  readonly alarm: Alarm
  readonly span: AlarmSpanRow | undefined
  readonly hotKeys: readonly HotKeyRow[]
  readonly at: number
}

/** One alarm: where most of it came from, what to do, since when, and who has seen it. */
function AlarmNotice({ alarm, span, hotKeys, at }: AlarmNoticeProps) {
  const { kind, figure, source } = alarm
  const { sentence, next } = alarmWords(alarm)
  const network = useRef<HTMLElement>(null)
  return (
    <Notice tone={TONES[kind] ?? 'warn'} title={sentence}>
      {source && (
        <p>
          <strong ref={network} translate={false}>
            {source.network}
          </strong>{' '}
          {say.caused(source.count, figure ?? 0, kind)}
        </p>
      )}
      <p>{next}</p>
      {span && <AlarmSeen span={span} at={at} />}
      <AlarmActions alarm={alarm} span={span} hotKeys={hotKeys} network={network} />
    </Notice>
  )
}
