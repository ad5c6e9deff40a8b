import { useEffect, useState } from 'preact/hooks'
import { linkWords } from '../messages/link.ts'
import { CannotHere } from '../needs/cannot-here.tsx'
import { prove } from '../new-passkey/messages.ts'
import { DoneScreen, ProveScreen } from '../new-passkey/prove-screen.tsx'
import { LinkNotice } from '../ui/link-notice.tsx'
import { PageShell } from '../ui/page-shell.tsx'
import { StatusPicture } from '../ui/status-picture.tsx'
import { useNow } from '../ui/use-now.ts'
import { EndedScreen, GoneScreen, MovedScreen, StoppedScreen } from './end-screens.tsx'
import { endWords } from './messages/ends.ts'
import {
  again,
  another,
  done,
  gone,
  loading,
  moved,
  onHold,
  paused,
  ready,
  stopped,
} from './messages/states.ts'
import { type SlowPageState, serverNow, slowScreenOf, slowStatusOf } from './page-state.ts'
import { AgainScreen, AnotherScreen } from './proof-screens.tsx'
import { ReadyScreen } from './ready-screen.tsx'
import type { SlowMethod } from './slow-method.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'
import { StartAgain } from './start-again.tsx'
import { StartScreen } from './start-screen.tsx'
import { OnHoldScreen, PausedScreen } from './wait-screens.tsx'

interface SlowRecoveryViewProps {
  readonly page: SlowRecoveryPage
  readonly method: SlowMethod
  /** It takes the place of another page. */
  readonly arrives?: boolean
}

/** Renders the page anew, so that "tomorrow" stays true while it is open. */
const WORDS_HOLD_MS = 30_000

/** The page of a method: its form, and then every state of the recovery up to the new passkey. */
export function SlowRecoveryView({ page, method, arrives = false }: SlowRecoveryViewProps) {
  const [state, setState] = useState(page.state)
  useEffect(() => page.listen(setState), [page])
  useNow(WORDS_HOLD_MS)
  const screen = slowScreenOf(state)
  const starts = screen === 'start'
  return (
    <PageShell
      heading={headingOf(state, method)}
      picture={!starts && <StatusPicture status={slowStatusOf(screen)} />}
      // A heading with a time must not take the focus when "tomorrow" becomes "today". A proof moves it, whatever it led to.
      step={`${screen} ${state.received?.view.proofs.at(-1)?.at}`}
      arrives={arrives}
      intro={starts ? method.intro : null}
    >
      <LinkNotice words={state.trouble && linkWords[state.trouble]} />
      <ScreenOf state={state} page={page} method={method} />
    </PageShell>
  )
}

function headingOf(state: SlowPageState, method: SlowMethod): string {
  const { received } = state
  const screen = slowScreenOf(state)
  const now = received ? serverNow(received, Date.now()) : 0
  switch (screen) {
    case 'loading':
      return loading.heading
    case 'cannot':
    case 'start':
      return method.heading
    case 'gone':
      return gone.heading
    case 'needs-another-proof':
      return another.heading
    case 'on-hold':
      return onHold.heading(received?.view.until ?? null, now)
    case 'paused':
      return paused.heading
    case 'needs-proof-again':
      return again.heading
    case 'ready':
      return ready.heading
    case 'registered':
      return prove.heading
    case 'done':
      return prove.doneHeading
    case 'passkey-paused':
      return stopped[screen].heading(received?.view.until ?? now, now)
    case 'passkey-tied':
    case 'passkey-frozen':
    case 'undone':
      return stopped[screen].heading
    case 'ended':
      return endWords(received?.view.cause ?? null).sentence
    case 'moved':
      return moved.heading
    default:
      return screen satisfies never
  }
}

interface ScreenProps extends Omit<SlowRecoveryViewProps, 'arrives'> {
  readonly state: SlowPageState
}

function ScreenOf({ state, page, method }: ScreenProps) {
  const { need, received } = state
  const screen = slowScreenOf(state)
  if (need) return <CannotHere need={need} />
  if (screen === 'gone') return <GoneScreen page={page} />
  if (!received) return <StartScreen state={state} page={page} method={method} />
  switch (received.view.state) {
    case 'needs-another-proof':
      return <AnotherScreen received={received} page={page} method={method} />
    case 'on-hold':
      return <OnHoldScreen received={received} page={page} method={method} stored={state.stored} />
    case 'paused':
      return <PausedScreen received={received} page={page} method={method} stored={state.stored} />
    case 'needs-proof-again':
      return <AgainScreen received={received} page={page} method={method} />
    case 'ready':
      return <ReadyScreen received={received} page={page} />
    case 'registered':
      return <ProveScreen onProven={() => page.forget()} />
    case 'done':
      return (
        <DoneScreen>
          <StartAgain page={page} quiet>
            {done.again}
          </StartAgain>
        </DoneScreen>
      )
    case 'passkey-paused':
    case 'passkey-tied':
    case 'passkey-frozen':
    case 'undone':
      return <StoppedScreen state={received.view.state} page={page} />
    case 'ended':
      return <EndedScreen view={received.view} page={page} />
    case 'moved':
      return <MovedScreen page={page} />
    default:
      return received.view.state satisfies never
  }
}
