import './tables.css'
import { limits as say } from '../messages/admin.ts'
import { BudgetTable } from './budget-table.tsx'
import { ConsoleSection, type FiguresProps } from './console-section.tsx'
import { HotKeyTable } from './hot-key-table.tsx'

/** "Limits": who is near one now, then every limit with what it refused. */
export function LimitsSection({ figures, note }: FiguresProps) {
  return (
    <ConsoleSection heading={say.heading} note={note}>
      <h3>{say.hot}</h3>
      <p class="soft">{figures.hotKeys.length > 0 ? say.hotIntro : say.noneHot}</p>
      {figures.hotKeys.length > 0 && <HotKeyTable keys={figures.hotKeys} />}
      <h3>{say.all}</h3>
      <p class="soft">{say.allIntro}</p>
      <BudgetTable budgets={figures.budgets} />
    </ConsoleSection>
  )
}
