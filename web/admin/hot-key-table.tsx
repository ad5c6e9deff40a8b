import type { HotKeyRow } from '../../shared/admin.ts'
import { limits as say } from '../messages/admin.ts'
import { formatDuration } from '../messages/durations.ts'
import { FillBar } from './fill-bar.tsx'

/** Who is near a limit or over it, the fullest first. */
export function HotKeyTable({ keys }: { readonly keys: readonly HotKeyRow[] }) {
  const sorted = [...keys].sort((one, other) => fullness(other) - fullness(one))
  const { budget, key, spent, left } = say.columnsHot
  return (
    <table class="figures stacks">
      <caption class="visually-hidden">{say.hotCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{budget}</th>
          <th scope="col">{key}</th>
          <th scope="col">{spent}</th>
          <th scope="col">{left}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <tr key={`${row.budget} ${row.key}`} class={fullness(row) > 1 ? 'row-risen' : ''}>
            <th scope="row">
              <code>{row.budget}</code>
            </th>
            <td data-label={key}>
              <span>
                {row.network} <code class="soft">{row.key}</code>
              </span>
            </td>
            <td data-label={spent}>
              <span class="spent">
                <FillBar share={fullness(row)} />
                {say.spent(row.spent, row.points)}
                <Fullness share={fullness(row)} />
              </span>
            </td>
            <td data-label={left}>{formatDuration(row.endsInMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const fullness = ({ spent, points }: HotKeyRow) => (points > 0 ? spent / points : 1)

function Fullness({ share }: { readonly share: number }) {
  if (share > 1) return <span class="pill pill-bad">{say.over}</span>
  return <span class="pill pill-warn">{share === 1 ? say.full : say.near}</span>
}
