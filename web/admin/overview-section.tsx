import './overview.css'
import './tables.css'
import type { AdminBackground } from '../../shared/admin.ts'
import { AlarmList } from './alarm-list.tsx'
import { AlarmTimeline } from './alarm-timeline.tsx'
import { ConsoleSection, type FiguresProps } from './console-section.tsx'
import { LivePages } from './live-pages.tsx'
import { overview as say } from './messages/console.ts'
import { StatusNotice } from './status-notice.tsx'
import { WarningList } from './warning-list.tsx'
import { WhatHappened } from './what-happened.tsx'

interface OverviewProps extends FiguresProps {
  readonly background: AdminBackground | null
}

/** "Overview": the status in one word, alarms, places, and what happened over time. */
export function OverviewSection({ figures, background, at, note }: OverviewProps) {
  return (
    <ConsoleSection id="overview" heading={say.heading} note={note}>
      <StatusNotice figures={figures} />
      <AlarmList figures={figures} at={at} />
      <WarningList warnings={figures.warnings} />
      <LivePages figures={figures} />
      <WhatHappened figures={figures} background={background} at={at} />
      <AlarmTimeline figures={figures} at={at} />
    </ConsoleSection>
  )
}
