import type { BudgetRow } from '../../shared/admin.ts'
import { formatCount } from '../messages/counts.ts'
import { type LimitGroup, limitAnchor } from './limit-groups.ts'
import { limitForm, limitName, limits as say } from './messages/limits.ts'
import { RisingIcon } from './rising-icon.tsx'

interface BudgetTableProps {
  readonly groups: readonly LimitGroup[]
  readonly caption: string
  /** Whether they refused something. The table then says how much. */
  readonly counted: boolean
}

/** Limits in plain words: what each allows and why, and how much it refused, if it did. */
export function BudgetTable({ groups, caption, counted }: BudgetTableProps) {
  const { name, points, refusedLastMinute, refusedLastHour, why } = say.columns
  return (
    <table class="figures stacks">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          {counted && (
            <>
              <th scope="col" class="number">
                {refusedLastMinute}
              </th>
              <th scope="col" class="number">
                {refusedLastHour}
              </th>
            </>
          )}
          <th scope="col">{points}</th>
          <th scope="col">{why}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Limit key={group.base} group={group} counted={counted} />
        ))}
      </tbody>
    </table>
  )
}

function Limit({ group, counted }: { readonly group: LimitGroup; readonly counted: boolean }) {
  const { base, rows } = group
  const { points, refusedLastMinute, refusedLastHour } = say.columns
  const refusing = group.refusedLastMinute > 0
  return (
    // A link of an alarm leads here, so it must be able to get the focus.
    <tr id={limitAnchor(base)} tabIndex={-1} class={refusing ? 'row-risen' : ''}>
      <th scope="row">
        {limitName(base)}{' '}
        <code class="soft" translate={false}>
          {base}
        </code>
        {refusing && (
          <span class="pill pill-rising">
            <RisingIcon />
            {say.now}
          </span>
        )}
      </th>
      {counted && (
        <>
          <td data-label={refusedLastMinute} class="number">
            {formatCount(group.refusedLastMinute)}
          </td>
          <td data-label={refusedLastHour} class="number">
            {formatCount(group.refusedLastHour)}
          </td>
        </>
      )}
      <td data-label={points} class="allows">
        <span>
          {rows.map((row) => (
            <span key={row.name} class="line">
              {allows(row)}
            </span>
          ))}
        </span>
      </td>
      <td class="why">{rows[0]?.why}</td>
    </tr>
  )
}

function allows({ name, points, windowMs }: BudgetRow): string {
  const form = say.forms[limitForm(name)]
  return [say.allows(points, windowMs), form].filter(Boolean).join(' ')
}
