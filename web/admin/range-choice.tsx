import './range-choice.css'
import { RANGES, type Range } from './measures.ts'
import { charts as say } from './messages/charts.ts'

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
