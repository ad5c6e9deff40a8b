import { overview as say } from '../messages/admin.ts'
import { measureNames } from '../messages/admin-counts.ts'
import { formatCount } from '../messages/counts.ts'
import { type Measure, MINUTES, WELCOME } from './measures.ts'
import { RisingIcon } from './rising-icon.tsx'

/** A chart that holds nothing bigger than this is drawn as if it did, so that one event is no tower. */
const LEAST_SCALE = 5
const [BAR, GAP, HEIGHT] = [3, 1, 36]

/** One measure: now, the minute before, and its hour as bars. A rise is said by word, sign and colour. */
export function MeasureCard({ measure }: { readonly measure: Measure }) {
  const { name, lastMinute, hour, most, risen } = measure
  const welcome = WELCOME.includes(name)
  const look = !risen ? '' : welcome ? ' measure-more' : ' measure-risen'
  return (
    <li class={`measure${look}`}>
      <h4>
        {measureNames[name]}
        {risen && (
          <span class={welcome ? 'pill pill-more' : 'pill pill-rising'}>
            <RisingIcon />
            {say.risen}
          </span>
        )}
      </h4>
      <p>
        <strong class="big-figure">{formatCount(lastMinute)}</strong> {say.lastMinute}
      </p>
      <Bars measure={measure} />
      <p class="facts">
        <span>{say.hour(hour)}</span>
        <span>{say.most(most)}</span>
      </p>
    </li>
  )
}

function Bars({ measure: { perMinute, most } }: { readonly measure: Measure }) {
  const scale = HEIGHT / Math.max(LEAST_SCALE, most)
  const width = MINUTES * (BAR + GAP) - GAP
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="bars-floor" y={HEIGHT - 0.5} width={width} height="0.5" />
      {perMinute.map((value, ago) => {
        const height = Math.max(value > 0 ? 1.5 : 0, value * scale)
        const x = (MINUTES - 1 - ago) * (BAR + GAP)
        return (
          height > 0 && (
            <rect
              // Minutes are told apart by how long ago they are, and by nothing else.
              key={ago}
              class={ago < 2 ? 'bar bar-now' : 'bar'}
              x={x}
              y={HEIGHT - height}
              width={BAR}
              height={height}
            />
          )
        )
      })}
    </svg>
  )
}
