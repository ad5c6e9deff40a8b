import './tables.css'
import { limits as say } from '../messages/admin.ts'
import { Fold } from '../ui/fold.tsx'
import { BudgetTable } from './budget-table.tsx'
import { ConsoleSection, type FiguresProps } from './console-section.tsx'
import { HotKeyTable } from './hot-key-table.tsx'

/** On a narrow screen the list is some forty blocks long, and what comes after it must be found too. */
const ROOMY = matchMedia('(min-width: 60rem)')

/** "Limits": who is near one now, then every limit with what it refused. */
export function LimitsSection({ figures, note }: FiguresProps) {
  return (
    <ConsoleSection id="limits" heading={say.heading} note={note}>
      <h3>{say.hot}</h3>
      <p class="soft">{figures.hotKeys.length > 0 ? say.hotIntro : say.noneHot}</p>
      {figures.hotKeys.length > 0 && <HotKeyTable keys={figures.hotKeys} />}
      <Fold summary={say.all(figures.budgets.length)} open={ROOMY.matches}>
        <p class="soft">{say.allIntro}</p>
        <BudgetTable budgets={figures.budgets} />
      </Fold>
    </ConsoleSection>
  )
}
