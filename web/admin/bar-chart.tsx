import './bar-chart.css'
import { useState } from 'preact/hooks'
import { formatCount } from '../messages/counts.ts'
import { RANGES, type Range } from './measures.ts'
import { charts as say } from './messages/charts.ts'

interface BarChartProps {
  /** What is counted. */
  readonly name: string
  /** One value for each bar, the newest first. */
  readonly bars: readonly number[]
  readonly range: Range
  /** When the newest figures came, by this device's clock. */
  readonly at: number
  /** The value of one bar from which on an alarm is near. Null if there is none. */
  readonly line: number | null
}

/** The least height of a chart, in events, so that a single event does not fill it. */
const LEAST_SCALE = 5
const [BAR, GAP, HEIGHT] = [3, 1, 36]

/**
 * Bars over time. Pointing at one, or moving over them with the arrow keys, shows when it was and how many. For a
 * screen reader it is a slider.
 */
export function BarChart({ name, bars, range, at, line }: BarChartProps) {
  const [shown, setShown] = useState<number | null>(null)
  const last = bars.length - 1
  const words = (ago: number) => say.value(momentOf(range, at, ago), formatCount(bars[ago] ?? 0))
  const go = (event: KeyboardEvent) => {
    const to = keyed(event.key, shown ?? 0, last)
    if (to === null) return
    event.preventDefault()
    setShown(to)
  }
  const point = (event: PointerEvent & { readonly currentTarget: Element }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const place = Math.floor(((event.clientX - left) / width) * bars.length)
    setShown(last - Math.min(last, Math.max(0, place)))
  }
  return (
    <div class="chart">
      <p class="chart-value" aria-hidden="true">
        {shown === null ? say.hint : words(shown)}
      </p>
      <div
        class="chart-bars"
        role="slider"
        tabIndex={0}
        aria-label={say.label(name, range)}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={last - (shown ?? 0)}
        aria-valuetext={words(shown ?? 0)}
        onKeyDown={go}
        onFocus={() => setShown((one) => one ?? 0)}
        onBlur={() => setShown(null)}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setShown(null)}
      >
        <Bars bars={bars} shown={shown} line={line} />
      </div>
      <p class="chart-axis" aria-hidden="true">
        <span>{say.start[range]}</span>
        <span>{say.middle[range]}</span>
        <span>{say.now}</span>
      </p>
    </div>
  )
}

function Bars({
  bars,
  shown,
  line,
}: Pick<BarChartProps, 'bars' | 'line'> & { readonly shown: number | null }) {
  const scale = HEIGHT / Math.max(LEAST_SCALE, line ?? 0, ...bars)
  const width = bars.length * (BAR + GAP) - GAP
  const xOf = (ago: number) => (bars.length - 1 - ago) * (BAR + GAP)
  return (
    <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bars-floor" y={HEIGHT - 0.5} width={width} height="0.5" />
      {shown !== null && <rect class="bar-shown" x={xOf(shown)} width={BAR} height={HEIGHT} />}
      {bars.map((value, ago) => {
        const height = Math.max(value > 0 ? 1.5 : 0, value * scale)
        return (
          height > 0 && (
            <rect
              // Bars differ only by how long ago they are.
              key={ago}
              class={ago < 2 ? 'bar bar-now' : 'bar'}
              x={xOf(ago)}
              y={HEIGHT - height}
              width={BAR}
              height={height}
            />
          )
        )
      })}
      {line !== null && (
        <line class="bars-line" x1="0" x2={width} y1={HEIGHT - line * scale} y2={HEIGHT - line * scale} />
      )}
    </svg>
  )
}

/** The bar that a key leads to from this one. Null for a key that leads nowhere. 0 is the newest, at the right. */
function keyed(key: string, from: number, last: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.min(last, from + 1)
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.max(0, from - 1)
    case 'PageDown':
      return Math.min(last, from + 10)
    case 'PageUp':
      return Math.max(0, from - 10)
    case 'Home':
      return last
    case 'End':
      return 0
    default:
      return null
  }
}

/** When a bar began, by this device's clock. */
export function momentOf(range: Range, at: number, ago: number): string {
  const { barMs } = RANGES[range]
  return say.moment(range, new Date((Math.floor(at / barMs) - ago) * barMs))
}
