import './way-list.css'
import type { ComponentChildren } from 'preact'
import { Countdown } from '../ui/countdown.tsx'
import { againAfterCase, proofWords } from './messages/proofs.ts'
import { way as say } from './messages/states.ts'
import { byThisClock, type ReceivedView, serverNow } from './page-state.ts'

/** Up to this long before the end of a wait, the time left is shown too. Milliseconds. */
const SHORT_MS = 60 * 60_000

/** `void`: it was given, and doesn't count. */
type Place = 'done' | 'void' | 'now' | 'next'

/** What is done, what is now and until when, and what is next. */
export function WayList({ received }: { readonly received: ReceivedView }) {
  const { view } = received
  const now = serverNow(received, Date.now())
  const waits = view.state === 'on-hold' || view.state === 'paused'
  const last = view.proofs.filter(({ counts }) => counts).at(-1)
  const again = last && (last.takenBy === last.method ? proofWords[last.method].again : againAfterCase)
  return (
    <ol class="way" aria-label={say.name}>
      {view.proofs.map(({ method, at, counts }) => {
        const { done } = proofWords[method]
        return (
          <Step
            key={`${method}-${at}`}
            place={counts ? 'done' : 'void'}
            words={counts ? done : say.tooNew(done)}
          >
            {say.at(at, now)}
          </Step>
        )
      })}
      {waits && (
        <Step place="now" words={view.state === 'paused' ? say.paused : say.wait}>
          <Until received={received} />
        </Step>
      )}
      {view.state === 'needs-another-proof' && <Step place="now" words={last ? say.another : say.older} />}
      {view.state === 'needs-proof-again' && <Step place="done" words={say.waited} />}
      {again && waits && <Step place="next" words={again} />}
      {again && view.state === 'needs-proof-again' && <Step place="now" words={again} />}
      <Step place={view.state === 'ready' ? 'now' : 'next'} words={say.create} />
    </ol>
  )
}

interface StepProps {
  readonly place: Place
  readonly words: string
  readonly children?: ComponentChildren
}

function Step({ place, words, children }: StepProps) {
  return (
    <li class={`way-${place}`} aria-current={place === 'now' ? 'step' : undefined}>
      <span class="visually-hidden">{say[place]} </span>
      <span class="way-words">{words}</span>
      {children && <span class="way-when"> {children}</span>}
    </li>
  )
}

/** Until when, by the server's clock in this device's time zone. Shortly before, the time left. */
function Until({ received }: { readonly received: ReceivedView }) {
  const { until } = received.view
  if (until === null) return null
  const now = serverNow(received, Date.now())
  const left = until - now
  return (
    <>
      {say.until(until, now)}
      {left > 0 && left <= SHORT_MS && (
        <>
          {' '}
          (<Countdown endsAt={byThisClock(received, until)} words={say.left} />)
        </>
      )}
    </>
  )
}
