import type { MinuteRow } from '../../shared/admin.ts'
import { overview as say } from '../messages/admin.ts'
import { wordNames } from '../messages/admin-counts.ts'
import { formatCount } from '../messages/counts.ts'
import { type Worded, wordsOf } from './measures.ts'

interface WordTableProps {
  readonly heading: string
  readonly name: Worded
  readonly minutes: readonly MinuteRow[]
}

/** What one measure is made up of, the most frequent first. */
export function WordTable({ heading, name, minutes }: WordTableProps) {
  const words = wordsOf(minutes, name)
  const { what, lastMinute, hour } = say.columns
  return (
    <div class="word-table">
      <h4 id={`words-${name}`}>{heading}</h4>
      {words.length === 0 && <p class="soft">{say.none}</p>}
      {words.length > 0 && (
        <table class="figures" aria-labelledby={`words-${name}`}>
          <thead>
            <tr>
              <th scope="col">{what}</th>
              <th scope="col" class="number">
                {lastMinute}
              </th>
              <th scope="col" class="number">
                {hour}
              </th>
            </tr>
          </thead>
          <tbody>
            {words.map((count) => (
              <tr key={count.word}>
                <th scope="row">{wordNames[name][count.word] ?? <code>{count.word}</code>}</th>
                <td class="number">{formatCount(count.lastMinute)}</td>
                <td class="number">{formatCount(count.hour)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
