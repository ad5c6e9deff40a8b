import type { RefObject } from 'preact'
import type { Alarm, AlarmSpanRow, HotKeyRow } from '../../shared/admin.ts'
import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { post } from '../wire/http.ts'
import { networkAnchor, refusedAnchor } from './limit-groups.ts'
import { sources, timeline } from './messages/alarms.ts'
import { refusedName } from './messages/counts.ts'

interface AlarmActionsProps {
  readonly alarm: Alarm
  readonly span: AlarmSpanRow | undefined
  readonly hotKeys: readonly HotKeyRow[]
  /** The text of the network, to select it if the page may not copy it. */
  readonly network: RefObject<HTMLElement | null>
}

/** What an admin can do about an alarm: copy the network for a firewall, mark it as seen, look at the limit. */
export function AlarmActions({ alarm: { source, limit }, span, hotKeys, network }: AlarmActionsProps) {
  const { busy, words, run } = useTask()
  const select = () => network.current && getSelection()?.selectAllChildren(network.current)
  const anchor = limit && refusedAnchor(limit)
  const hot = source && networkAnchor(hotKeys, source.network)
  const seeing = span?.seen === null ? span : null
  return (
    <>
      <Refusal words={words} />
      <div class="alarm-actions">
        {source && (
          <CopyButton text={source.network} onRefused={select}>
            {sources.copy}
          </CopyButton>
        )}
        {seeing && (
          <Button
            kind="secondary"
            busy={busy}
            onPress={() =>
              run(
                () => acknowledge(seeing.id),
                () => {},
              )
            }
          >
            <span>
              {timeline.see}
              <span class="visually-hidden"> {timeline.name(seeing)}</span>
            </span>
          </Button>
        )}
        {hot && <a href={`#${hot}`}>{sources.network}</a>}
        {limit && anchor && <a href={`#${anchor}`}>{sources.jump(refusedName(limit))}</a>}
      </div>
    </>
  )
}

async function acknowledge(alarmId: string): Promise<Words | null> {
  const result = await post('/api/admin/alarms/acknowledge', { alarmId })
  // Another admin was first, and is shown with the next figures.
  return result.ok || result.error.code === 'not_found' ? null : errorWords(result.error)
}
