import type { SessionInfo } from '../../../../shared/api.ts'
import type { ApprovingView, RetireOption } from '../../../../shared/pairing-view.ts'
import type { LinkTrouble } from '../../../messages/link.ts'
import type { Need } from '../../../needs/missing-need.ts'
import type { Status } from '../../../ui/status-picture.tsx'
import type { PageError } from '../../../wire/page-error.ts'
import type { Receipt } from './kept.ts'

type ApproveLink = 'live' | LinkTrouble

export interface ShownClaim {
  readonly view: ApprovingView
  readonly passkeys: readonly RetireOption[]
  /** `Date.now()` when it came; the times of the view are durations from then on. */
  readonly wall: number
}

/** The account may claim nothing for a while. Its code was not looked at. */
export interface AccountWaits {
  readonly code: 'locked' | 'rate_limited'
  /** `Date.now()` from which on it may again. */
  readonly until: number
}

export interface ApproveState {
  /** What is missing in this browser or at this address, so that nothing was begun. */
  readonly need: Need | null
  /** Null while it is being asked for. */
  readonly session: SessionInfo | PageError | null
  readonly receipt: Receipt | null
  readonly link: ApproveLink
  readonly claim: ShownClaim | null
  /** The claim is over, and the other screen goes on without it. */
  readonly over: boolean
  /** A scan was kept during the sign-in, and has expired. */
  readonly scanOver: boolean
  /** Why the last code or PIN did not work. */
  readonly refusal: PageError | null
  /** The last try was by a typed PIN, so that why it did not work is said there. */
  readonly byPin: boolean
  readonly waits: AccountWaits | null
}

export const LOADING: ApproveState = {
  need: null,
  session: null,
  receipt: null,
  link: 'live',
  claim: null,
  over: false,
  scanOver: false,
  refusal: null,
  byPin: false,
  waits: null,
}

/** Events and acknowledgements may arrive in any order. Of two views of one claim, gives the one to show. */
export function newestOf(view: ApprovingView, shown: ApprovingView | undefined): ApprovingView {
  return shown?.claimId === view.claimId && shown.version > view.version ? shown : view
}

export type ApproveScreen =
  | 'cannot'
  | 'loading'
  | 'unreachable'
  | 'sign-in'
  | 'cannot-approve'
  | 'account-waits'
  | 'ask'
  | 'enter'
  | 'return-pin'
  | 'decide'
  | 'approved'
  | 'created'
  | 'done'
  | 'ended'
  | 'over'

/** Which screen a state of the page shows. */
export function approveScreenOf(state: ApproveState): ApproveScreen {
  const { need, session, receipt, claim, over, waits } = state
  if (need) return 'cannot'
  if (!session) return 'loading'
  if ('code' in session) return 'unreachable'
  if (!session.signedIn) return 'sign-in'
  if (over) return 'over'
  if (claim) return claimScreenOf(claim.view)
  if (session.cannotApprove) return 'cannot-approve'
  if (waits) return 'account-waits'
  return receipt ? 'ask' : 'enter'
}

const STEPS: Partial<Record<ApproveScreen, number>> = {
  loading: 1,
  'sign-in': 1,
  ask: 1,
  enter: 1,
  'return-pin': 2,
  decide: 2,
  approved: 3,
  created: 4,
}

/** Which of the four steps a screen is. Both devices count the same steps. Null for screens beside them. */
export function approveStepOf(screen: ApproveScreen): number | null {
  return STEPS[screen] ?? null
}

const STATUSES: Partial<Record<ApproveScreen, Status>> = {
  loading: 'scan',
  'sign-in': 'scan',
  enter: 'scan',
  ask: 'ask',
  decide: 'ask',
  'return-pin': 'wait',
  'account-waits': 'later',
  approved: 'done',
  created: 'done',
  done: 'done',
}

/** Which picture a screen has. */
export function approveStatusOf(screen: ApproveScreen): Status {
  return STATUSES[screen] ?? 'stop'
}

/** If a refused claim means that the account has to wait: until when. Else null. */
export function accountWaits({ code, retryAfterMs }: PageError, now: number): AccountWaits | null {
  if (code !== 'locked' && code !== 'rate_limited') return null
  return retryAfterMs === undefined ? null : { code, until: now + retryAfterMs }
}

/** The claim is over, and its last screen was shown, which need not be shown again. */
export function isFinished({ view }: ShownClaim): boolean {
  return ['done', 'ended', 'over'].includes(claimScreenOf(view))
}

function claimScreenOf({ state }: ApprovingView): ApproveScreen {
  switch (state) {
    case 'claimed':
      return 'return-pin'
    case 'matched':
      return 'decide'
    case 'approved':
      return 'approved'
    case 'registered':
      return 'created'
    case 'done':
      return 'done'
    case 'denied':
    case 'expired':
    case 'cancelled':
    case 'burned':
      return 'ended'
    // Open again: the claim lapsed.
    case 'open':
      return 'over'
    default:
      return state satisfies never
  }
}
