import type { AdminFigures, LiveCounts } from '../../shared/admin.ts'
import { formatCount } from '../messages/counts.ts'
import { FillBar } from './fill-bar.tsx'
import { overview as say } from './messages/console.ts'
import { stateNames } from './messages/counts.ts'

const STATES = Object.keys(stateNames) as (keyof LiveCounts)[]

/** How many pages are live of how many places, and in which state they are. */
export function LivePages({ figures }: { readonly figures: AdminFigures }) {
  const { livePages, mostLivePages, byState } = figures
  return (
    <div class="live-pages">
      <div class="live-pages-all">
        <h3>{say.live}</h3>
        <p>
          <strong class="big-figure">{formatCount(livePages)}</strong> {say.places(livePages, mostLivePages)}
        </p>
        <FillBar share={livePages / mostLivePages} />
      </div>
      <dl class="states" aria-label={say.byState}>
        {STATES.map((state) => (
          <div key={state}>
            <dt>{stateNames[state]}</dt>
            <dd>{formatCount(byState[state])}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
