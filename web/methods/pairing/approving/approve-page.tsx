import './approve.css'
import { useEffect, useState } from 'preact/hooks'
import { errorWords } from '../../../messages/errors.ts'
import { linkWords } from '../../../messages/link.ts'
import { CannotHere } from '../../../needs/cannot-here.tsx'
import { ForgetsNotice } from '../../../needs/forgets-notice.tsx'
import { approveNeedWords } from '../../../needs/messages.ts'
import { UnderWay } from '../../../owner/under-way/under-way.tsx'
import { Announcements } from '../../../stop-changes/announcements.tsx'
import { LinkNotice } from '../../../ui/link-notice.tsx'
import { PageShell } from '../../../ui/page-shell.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { StatusPicture } from '../../../ui/status-picture.tsx'
import { TryAgain } from '../../../ui/try-again.tsx'
import { useRoughLeft } from '../../../ui/use-rough-left.ts'
import { AccountWaitsScreen } from './account-waits-screen.tsx'
import { ApprovedScreen, DoneScreen, EndedScreen, OverScreen } from './after-screens.tsx'
import type { ApproveScreen, ApproveState } from './approve-state.ts'
import { approveScreenOf, approveStatusOf, approveStepOf } from './approve-state.ts'
import type { ApprovingDevice } from './approving-device.ts'
import { AskScreen } from './ask-screen.tsx'
import { CannotApproveScreen } from './cannot-approve-screen.tsx'
import { CodeRefusal } from './code-refusal.tsx'
import { DecideScreen } from './decide-screen.tsx'
import { EnterScreen } from './enter-screen.tsx'
import {
  accountWaits,
  approveEndWords,
  approveHeadings,
  approveSignIn,
  ask,
  enter,
  scanOver,
} from './messages.ts'
import { ReturnPinScreen } from './return-pin-screen.tsx'
import { SignInScreen } from './sign-in-screen.tsx'
import { useNews } from './use-news.ts'

/** Screens on which the request has just ended: the news of the account is below. */
const NEWS_BELOW: ReadonlySet<string> = new Set<ApproveScreen>(['done', 'ended', 'over'])

/**
 * Steps in the middle of the flow, with one way to stop. Older news was shown before, and is shown again afterwards.
 */
const NEWS_WAITS: ReadonlySet<string> = new Set<ApproveScreen>([
  'return-pin',
  'decide',
  'approved',
  'created',
])

/** `/approve`: from the scanned or typed code to the decision, and until the other screen is done. */
export function ApprovePage({ device }: { readonly device: ApprovingDevice }) {
  const [state, setState] = useState(device.state)
  useEffect(() => device.listen(setState), [device])
  const screen = approveScreenOf(state)
  const leftMs = useRoughLeft(state.waits?.until ?? null)
  const heading = headingOf(state, leftMs)
  const news = useNews(state)
  const shown = NEWS_WAITS.has(screen) ? null : news
  const announcements = shown && (
    <Announcements recoveries={shown.recoveries} scheduled={shown.scheduled} expected={shown.expected} />
  )
  const newsBelow = NEWS_BELOW.has(screen)
  return (
    <PageShell
      heading={heading}
      picture={<StatusPicture status={approveStatusOf(screen)} />}
      name={nameOf(state)}
      progress={approveStepOf(screen)}
      // A heading that counts down must not take the focus each time.
      step={screen === 'account-waits' ? screen : heading}
      intro={introOf(state)}
    >
      <LinkNotice words={state.link === 'live' ? null : linkWords[state.link]} />
      {shown && <UnderWay rows={shown.underWay} />}
      {!newsBelow && announcements}
      {!(state.byPin && screen === 'enter') && <CodeRefusal error={state.refusal} />}
      {state.scanOver && <Refusal words={scanOver} />}
      <ScreenOf state={state} device={device} />
      {newsBelow && announcements}
      {screen !== 'cannot' && <ForgetsNotice />}
    </PageShell>
  )
}

function headingOf(state: ApproveState, leftMs: number | null): string {
  const screen = approveScreenOf(state)
  if (screen === 'ended') return approveEndWords[state.claim?.view.endCause ?? 'time-ran-out'].sentence
  if (screen === 'ask') return ask.heading(nameOf(state) ?? '')
  return screen === 'account-waits' ? accountWaits.heading(leftMs ?? 0) : approveHeadings[screen]
}

function nameOf({ session }: ApproveState): string | null {
  return session && 'name' in session ? session.name : null
}

function introOf(state: ApproveState): string | null {
  const screen = approveScreenOf(state)
  if (screen === 'sign-in') return state.receipt ? approveSignIn.scanned : approveSignIn.plain
  return screen === 'enter' ? enter.intro : null
}

function ScreenOf({ state, device }: { readonly state: ApproveState; readonly device: ApprovingDevice }) {
  const { need, session, claim, receipt, waits } = state
  const screen = approveScreenOf(state)
  if (need) return <CannotHere need={need} words={approveNeedWords} />
  if (session && 'code' in session) {
    return <TryAgain words={errorWords(session)} look={() => device.loadSession()} />
  }
  if (screen === 'sign-in') return <SignInScreen scanned={receipt !== null} device={device} />
  if (!session?.signedIn) return null
  if (screen === 'over') return <OverScreen claim={claim} device={device} />
  if (claim) return <ClaimScreen claim={claim} device={device} />
  if (session.cannotApprove) return <CannotApproveScreen why={session.cannotApprove} />
  if (waits) return <AccountWaitsScreen waits={waits} device={device} />
  if (receipt) return <AskScreen receipt={receipt} device={device} />
  return <EnterScreen refused={state.byPin ? state.refusal : null} device={device} />
}

function ClaimScreen({ claim, device }: Parameters<typeof DecideScreen>[0]) {
  switch (claim.view.state) {
    case 'claimed':
      return <ReturnPinScreen claim={claim} device={device} />
    case 'matched':
      return <DecideScreen claim={claim} device={device} />
    case 'approved':
    case 'registered':
      return <ApprovedScreen claim={claim} device={device} />
    case 'done':
      return <DoneScreen claim={claim} />
    default:
      return <EndedScreen claim={claim} device={device} />
  }
}
