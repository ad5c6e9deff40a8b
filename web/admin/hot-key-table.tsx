import type { HotKeyRow } from '../../shared/admin.ts'
import { formatRough } from '../messages/durations.ts'
import { FillBar } from './fill-bar.tsx'
import { fullness, groupHotKeys, type HotGroup, hotAnchor } from './limit-groups.ts'
import { limitName, limits as say } from './messages/limits.ts'

/** Who is close to a limit or over it, the fullest first. */
export function HotKeyTable({ keys }: { readonly keys: readonly HotKeyRow[] }) {
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
        {groupHotKeys(keys).map((group) => (
          <HotRow key={group.id} group={group} />
        ))}
      </tbody>
    </table>
  )
}

function HotRow({ group: { row, keys } }: { readonly group: HotGroup }) {
  const { key, spent, left } = say.columnsHot
  return (
    // A link of an alarm leads here, so it must be able to get the focus.
    <tr id={hotAnchor(row)} tabIndex={-1} class={fullness(row) > 1 ? 'row-risen' : ''}>
      <th scope="row">{limitName(row.budget)}</th>
      <td data-label={key}>
        <span translate={row.network === null}>
          {row.network ?? (keys.length > 1 && say.alike(keys.length))}{' '}
          <code class="soft" translate={false}>
            {keys.join(' ')}
          </code>
        </span>
      </td>
      <td data-label={spent}>
        <span class="spent">
          <FillBar share={fullness(row)} />
          {say.spent(row.spent, row.points)}
          <Fullness share={fullness(row)} />
        </span>
      </td>
      <td data-label={left}>{formatRough(row.endsInMs)}</td>
    </tr>
  )
}

function Fullness({ share }: { readonly share: number }) {
  if (share > 1) return <span class="pill pill-bad">{say.over}</span>
  return <span class="pill pill-warn">{share === 1 ? say.full : say.near}</span>
}
