import './range-choice.css'
import { charts as say } from '../messages/admin-charts.ts'
import { RANGES, type Range } from './measures.ts'

interface RangeChoiceProps {
  readonly range: Range
  readonly onChoose: (range: Range) => void
}

/** How far back the charts look. */
export function RangeChoice({ range, onChoose }: RangeChoiceProps) {
  return (
    <fieldset class="range-choice">
      <legend class="visually-hidden">{say.ranges}</legend>
      {(Object.keys(RANGES) as Range[]).map((name) => (
        <label key={name}>
          <input type="radio" name="range" checked={name === range} onChange={() => onChoose(name)} />
          {say.range[name]}
        </label>
      ))}
    </fieldset>
  )
}
