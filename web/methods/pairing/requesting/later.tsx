import type { Purpose } from '../../../../shared/recovery.ts'
import { CannotHere } from '../../../needs/cannot-here.tsx'
import { ForgetsNotice } from '../../../needs/forgets-notice.tsx'
import { DoneScreen, ProveScreen } from '../../../new-passkey/prove-screen.tsx'
import { Card } from '../../../ui/card.tsx'
import { StatusPicture } from '../../../ui/status-picture.tsx'
import { endCauseWords } from '../messages.ts'
import { BetterWays } from './better-ways.tsx'
import { BusyScreen } from './busy-screen.tsx'
import { ClaimedScreen } from './claimed-screen.tsx'
import { ConfirmScreen } from './confirm-screen.tsx'
import { EndedScreen } from './ended-screen.tsx'
import { LockedScreen } from './locked-screen.tsx'
import { betterWays, waysToAdd } from './messages/better-ways.ts'
import { busy, laterHeadings, locked, movingOn } from './messages/later.ts'
import { NameScreen } from './name-screen.tsx'
import { movesOn, type PageState } from './page-state.ts'
import { PinWay, type PinWayProps } from './pin-way.tsx'
import { RefusedScreen } from './refused-screen.tsx'
import type { RequestingPage } from './requesting-page.ts'
import { screenOf, statusOf } from './screen.ts'

// Everything that comes after the code or in place of it, in one script that the first paint does not wait for.

/** The heading of such a screen. `leftMs` is the time left to wait, or null. */
export function laterHeading(state: PageState, leftMs: number | null): string {
  const { received, refusal } = state
  const screen = screenOf(state)
  switch (screen) {
    case 'locked':
      return locked.heading(leftMs)
    case 'busy':
      return busy.headings[refusal?.code === 'server_full' ? 'server_full' : 'rate_limited']
    case 'moving-on':
      return movingOn.headings[(received && movesOn(received.view)) ?? 'locked']
    case 'ended':
      return endCauseWords[received?.view.endCause ?? 'time-ran-out'].sentence
    default:
      return laterHeadings[
        screen === 'starting' || screen === 'cannot' || screen === 'codes' ? 'refused' : screen
      ]
  }
}

/** Its picture. */
export function LaterPicture({ state }: { readonly state: PageState }) {
  return <StatusPicture status={statusOf(screenOf(state))} />
}

interface LaterScreenProps {
  readonly state: PageState
  readonly page: RequestingPage
  readonly leftMs: number | null
}

/** The screen itself. */
export function LaterScreen({ state, page, leftMs }: LaterScreenProps) {
  const { received, refusal, asking } = state
  const screen = screenOf(state)
  if (state.need) return <CannotHere need={state.need} />
  if (refusal && !received) {
    if (screen === 'name') return <NameScreen asking={asking} page={page} />
    if (screen === 'locked') return <LockedScreen reopened={state.reopened} leftMs={leftMs} page={page} />
    if (screen === 'busy') return <BusyScreen refusal={refusal} asking={asking} page={page} />
    return <RefusedScreen error={refusal} asking={asking} page={page} />
  }
  if (!received) return null
  switch (screen) {
    case 'confirm':
      return <ConfirmScreen received={received} page={page} />
    case 'prove':
      return <ProveScreen />
    case 'done':
      return <DoneScreen />
    case 'moving-on':
      return (
        <Card>
          <p>{movingOn.text}</p>
        </Card>
      )
    case 'ended':
      return <EndedScreen view={received.view} page={page} />
    default:
      return <ClaimedScreen received={received} page={page} />
  }
}

/** The PIN in place of the QR code. */
export function PinInPlace(props: PinWayProps) {
  return <PinWay {...props} />
}

/** What is below the codes, which must be visible first: a note about reloading, and easier ways. */
export function BelowCodes({ purpose }: { readonly purpose: Purpose }) {
  return (
    <>
      <ForgetsNotice />
      <BetterWays ways={purpose === 'add' ? waysToAdd : betterWays} />
    </>
  )
}
