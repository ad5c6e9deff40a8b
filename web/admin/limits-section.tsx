import './tables.css'
import { Fold } from '../ui/fold.tsx'
import { BudgetTable } from './budget-table.tsx'
import { ConsoleSection, type FiguresProps } from './console-section.tsx'
import { HotKeyTable } from './hot-key-table.tsx'
import { groupLimits } from './limit-groups.ts'
import { limits as say } from './messages/limits.ts'

/** "Limits": who is close to one now, then the limits that refused something, and folded those that did not. */
export function LimitsSection({ figures, note }: FiguresProps) {
  const groups = groupLimits(figures.budgets)
  const refused = groups.filter(({ refusedLastHour }) => refusedLastHour > 0)
  const quiet = groups.filter(({ refusedLastHour }) => refusedLastHour === 0)
  return (
    <ConsoleSection id="limits" heading={say.heading} note={note}>
      <h3>{say.hot}</h3>
      <p class="soft">{figures.hotKeys.length > 0 ? say.hotIntro : say.noneHot}</p>
      {figures.hotKeys.length > 0 && <HotKeyTable keys={figures.hotKeys} />}
      <h3>{say.refusing}</h3>
      {refused.length === 0 && <p class="soft">{say.noneRefused}</p>}
      {refused.length > 0 && <BudgetTable groups={refused} caption={say.caption} counted />}
      <Fold summary={say.quiet(quiet.length)}>
        <p class="soft">{say.setting}</p>
        <BudgetTable groups={quiet} caption={say.quietCaption} counted={false} />
      </Fold>
    </ConsoleSection>
  )
}
