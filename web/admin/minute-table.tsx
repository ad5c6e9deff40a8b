import type { MinuteRow } from '../../shared/admin.ts'
import { overview as say } from '../messages/admin.ts'
import { measureNames } from '../messages/admin-counts.ts'
import { formatCount } from '../messages/counts.ts'
import { Fold } from '../ui/fold.tsx'
import { countOf, MEASURES, minutesAgo } from './measures.ts'
import { ScrollBox } from './scroll-box.tsx'

/** The bars once more, as numbers for whoever does not see them or wants to know exactly. */
export function MinuteTable({ minutes }: { readonly minutes: readonly MinuteRow[] }) {
  return (
    <Fold summary={say.table}>
      {minutes.length === 0 && <p class="soft">{say.none}</p>}
      {minutes.length > 0 && (
        <ScrollBox name={say.table}>
          <table class="figures">
            <caption class="visually-hidden">{say.tableCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{say.minute}</th>
                {MEASURES.map((name) => (
                  <th key={name} scope="col" class="number">
                    {measureNames[name]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {minutes.map((minute) => {
                const ago = minutesAgo(minute)
                return (
                  <tr key={ago}>
                    <th scope="row">{say.ago(ago)}</th>
                    {MEASURES.map((name) => (
                      <td key={name} class="number">
                        {formatCount(countOf(minute, name))}
                      </td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Fold>
  )
}
