import type { BudgetRow } from '../../shared/admin.ts'
import { limits as say } from '../messages/admin.ts'
import { formatCount } from '../messages/counts.ts'
import { RisingIcon } from './rising-icon.tsx'

/** Every limit: what it allows, for whom, why, and what it refused. Those that refuse just now come first. */
export function BudgetTable({ budgets }: { readonly budgets: readonly BudgetRow[] }) {
  const { name, points, per, refusedLastMinute, refusedLastHour, why } = say.columns
  const sorted = [...budgets].sort(
    (one, other) =>
      other.refusedLastMinute - one.refusedLastMinute || other.refusedLastHour - one.refusedLastHour,
  )
  return (
    <table class="figures stacks">
      <caption class="visually-hidden">{say.allCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{points}</th>
          <th scope="col">{per}</th>
          <th scope="col" class="number">
            {refusedLastMinute}
          </th>
          <th scope="col" class="number">
            {refusedLastHour}
          </th>
          <th scope="col">{why}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <tr key={row.name} class={row.refusedLastMinute > 0 ? 'row-risen' : ''}>
            <th scope="row">
              <code>{row.name}</code>
              {row.refusedLastMinute > 0 && (
                <span class="pill pill-rising">
                  <RisingIcon />
                  {say.refusing}
                </span>
              )}
            </th>
            <td data-label={points} class="allows">
              {say.allows(row.points, row.windowMs)}
            </td>
            <td data-label={per}>{row.per}</td>
            <td data-label={refusedLastMinute} class="number">
              {formatCount(row.refusedLastMinute)}
            </td>
            <td data-label={refusedLastHour} class="number">
              {formatCount(row.refusedLastHour)}
            </td>
            <td class="why">{row.why}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
