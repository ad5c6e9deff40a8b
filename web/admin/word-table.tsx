import type { MinuteRow } from '../../shared/admin.ts'
import { formatCount } from '../messages/counts.ts'
import { type Worded, wordsOf } from './measures.ts'
import { overview as say } from './messages/console.ts'
import { refusedName, wordNames } from './messages/counts.ts'

interface WordTableProps {
  readonly heading: string
  readonly name: Worded
  readonly minutes: readonly MinuteRow[]
}

/** The parts of one measure, the most frequent first. Nothing if it was not counted. */
export function WordTable({ heading, name, minutes }: WordTableProps) {
  const words = wordsOf(minutes, name)
  const { what, lastMinute, hour } = say.columns
  if (words.length === 0) return null
  return (
    <div class="word-table">
      <h4 id={`words-${name}`}>{heading}</h4>
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
              <th scope="row">{nameOf(name, count.word)}</th>
              <td class="number">{formatCount(count.lastMinute)}</td>
              <td class="number">{formatCount(count.hour)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A word that this page does not know is shown as it is. */
function nameOf(name: Worded, word: string): string {
  return name === 'refused' ? refusedName(word) : (wordNames[name][word] ?? word)
}
