import { site } from '../wire/site.ts'
import { CasesSection, type CasesSectionProps } from './cases-section.tsx'
import type { ConsoleState, Shown } from './console-state.ts'
import { EventsSection } from './events-section.tsx'
import { FreshnessBar } from './freshness-bar.tsx'
import { LimitsSection } from './limits-section.tsx'
import { LocksSection } from './locks-section.tsx'
import { freshness } from './messages/console.ts'
import { OverviewSection } from './overview-section.tsx'
import { ServersSection } from './servers-section.tsx'
import { useIsLive } from './use-is-live.ts'

interface LiveConsoleProps {
  readonly state: ConsoleState
  readonly shown: Shown
  readonly cases: CasesSectionProps
}

/** The figures, and above them how current they are. Old figures are marked everywhere. */
export function LiveConsole({ state, shown, cases }: LiveConsoleProps) {
  const live = useIsLive(state)
  const { figures, at } = shown
  const section = { figures, at, note: live ? null : freshness.oldPill(at) }
  return (
    <>
      <FreshnessBar
        live={live}
        restarting={state.link === 'restarting'}
        at={at}
        jumps={{
          alarms: figures.alarms.length,
          hotKeys: figures.hotKeys.length,
          locks: figures.locks.length,
          deadEvents: figures.deadEvents.all,
          troubled: figures.nodes.filter(({ silent, sql }) => silent || !sql).length,
        }}
      />
      <div class={live ? 'console' : 'console console-old'}>
        <OverviewSection {...section} background={state.background} />
        <LimitsSection {...section} />
        <LocksSection {...section} />
        <EventsSection {...section} />
        {site.methods.includes('assisted') && <CasesSection {...cases} />}
        <ServersSection {...section} background={state.background} />
      </div>
    </>
  )
}
