import { useEffect, useRef } from 'preact/hooks'
import { announce } from '../ui/announcer.tsx'
import { GoodIcon, WarnIcon } from '../ui/icons.tsx'
import { useNow } from '../ui/use-now.ts'
import { site } from '../wire/site.ts'
import { cases as sayCases } from './messages/cases.ts'
import { freshness as say } from './messages/console.ts'

interface FreshnessBarProps {
  readonly live: boolean
  readonly restarting: boolean
  /** When the figures came, by this device's clock. */
  readonly at: number
  readonly jumps: JumpsProps
}

interface JumpsProps {
  readonly alarms: number
  readonly hotKeys: number
  readonly locks: number
  /** Events that nobody took. */
  readonly deadEvents: number
  /** Servers that have not reported, or cannot reach the database. */
  readonly troubled: number
}

/** Always visible: whether the figures are current, and how many alarms there are. */
export function FreshnessBar({ live, restarting, at, jumps }: FreshnessBarProps) {
  const ageMs = Math.max(0, useNow(500) - at)
  const lost = useRef(false)
  useEffect(() => {
    if (live && lost.current) announce(say.saidAgain)
    lost.current = !live
  }, [live])
  const silent = restarting ? say.restarting(ageMs) : say.silent(ageMs)
  return (
    <div class={live ? 'freshness' : 'freshness freshness-lost'}>
      {live ? (
        <p>
          <span class="freshness-live">
            <GoodIcon />
            {say.live}
          </span>
          <span class="freshness-age">{say.updated(ageMs)}</span>
        </p>
      ) : (
        <p>
          <WarnIcon />
          <span>
            <strong class="freshness-age">{silent}</strong> {say.old(at)}
          </span>
        </p>
      )}
      {live && <Jumps {...jumps} />}
      {/* What is shown counts the seconds, so it is said by itself, and once. */}
      <p class="visually-hidden" role="alert">
        {!live && say.said}
      </p>
    </div>
  )
}

/** Links to the sections further down. */
function Jumps({ alarms, hotKeys, locks, deadEvents, troubled }: JumpsProps) {
  return (
    <nav aria-label={say.jumps}>
      {alarms > 0 && (
        <a class="freshness-alarms" href="#alarms">
          <WarnIcon />
          {say.alarms(alarms)}
        </a>
      )}
      {troubled > 0 && <a href="#servers">{say.troubled(troubled)}</a>}
      <a href="#limits">{say.hotKeys(hotKeys)}</a>
      <a href="#locks">{say.locks(locks)}</a>
      {deadEvents > 0 && <a href="#events">{say.deadEvents(deadEvents)}</a>}
      {site.methods.includes('assisted') && <a href="#cases">{sayCases.heading}</a>}
    </nav>
  )
}
