import type { RequestingView } from '../../../../shared/pairing-view.ts'
import type { LinkTrouble } from '../../../messages/link.ts'
import type { Need } from '../../../needs/missing-need.ts'
import type { PageError } from '../../../wire/page-error.ts'
import type { Link } from './connection.ts'

/** Ends after which the page asks for a new pairing by itself. The answer says what is needed now. */
const MOVES_ON = ['second-claimant', 'locked'] as const

/** Why the page has, or asks for, a new code that nobody asked for. */
export type Reopened = 'reloaded' | 'dropped' | 'lapsed' | 'turned-away' | (typeof MOVES_ON)[number]

/** A view, and when it arrived. Its times are durations from then on. */
export interface ReceivedView {
  readonly view: RequestingView
  /** `performance.now()`. */
  readonly at: number
  /** `Date.now()`, for countdowns. */
  readonly wall: number
}

/** Why no pairing could be opened. */
export interface OpeningRefusal extends PageError {
  /** `Date.now()` from which on another try makes sense. Null if waiting does not help, or nobody knows. */
  readonly until: number | null
}

export interface PageState {
  /** What is missing in this browser or at this address, so that nothing was begun. */
  readonly need: Need | null
  readonly link: Link | 'unreached'
  /** The server has answered this page before. */
  readonly reached: boolean
  readonly received: ReceivedView | null
  readonly refusal: OpeningRefusal | null
  readonly reopened: Reopened | null
  /** Another pairing was asked for. The screen stays as it is until the answer. */
  readonly asking: boolean
}

export type PageChange =
  | { readonly type: 'cannot'; readonly need: Need }
  | { readonly type: 'opening'; readonly reopened: Reopened | null; readonly quietly: boolean }
  | { readonly type: 'link'; readonly link: Link }
  | {
      readonly type: 'view'
      readonly view: RequestingView
      readonly at: number
      readonly wall: number
      /** The person on this page has turned away the device that held the code. */
      readonly turnedAway?: boolean
    }
  | { readonly type: 'refused'; readonly error: PageError; readonly wall: number }

export const STARTING: PageState = {
  need: null,
  link: 'connecting',
  reached: false,
  received: null,
  refusal: null,
  reopened: null,
  asking: false,
}

/** The state after one change. */
export function changed(state: PageState, change: PageChange): PageState {
  switch (change.type) {
    case 'cannot':
      return { ...STARTING, need: change.need }
    case 'opening': {
      const { reopened } = change
      return change.quietly
        ? { ...state, link: 'connecting', reopened, asking: true }
        : { ...STARTING, reached: state.reached, reopened }
    }
    case 'link':
      return { ...state, link: change.link === 'away' && !state.reached ? 'unreached' : change.link }
    case 'view':
      return withView(state, { view: change.view, at: change.at, wall: change.wall }, change.turnedAway)
    case 'refused':
      return withRefusal(state, change.error, change.wall)
    default:
      return change satisfies never
  }
}

/** What is wrong with the connection to the server. Null while nothing is. */
export function troubleOf({ link }: PageState): LinkTrouble | null {
  return link === 'live' || link === 'connecting' ? null : link
}

/** Why the page starts again by itself after this view. Null if it does not. */
export function movesOn({ endCause }: RequestingView): (typeof MOVES_ON)[number] | null {
  return MOVES_ON.find((cause) => cause === endCause) ?? null
}

function withView(state: PageState, received: ReceivedView, turnedAway = false): PageState {
  const { view } = received
  const before = state.received?.view
  // Events and acknowledgements may arrive in any order: an older version never replaces a newer one.
  if (before && before.pairingId === view.pairingId && view.version < before.version) return state
  const wasHeld = before?.state === 'claimed' || before?.state === 'matched'
  const why = wasHeld ? (turnedAway ? 'turned-away' : 'lapsed') : state.reopened
  const reopened = view.state === 'open' ? why : null
  return { ...state, reached: true, refusal: null, reopened, received, asking: false }
}

function withRefusal(state: PageState, error: PageError, wall: number): PageState {
  const until = error.retryAfterMs === undefined ? null : wall + error.retryAfterMs
  // A live pairing is not over because the connection was refused once.
  const received = state.asking ? null : state.received
  return { ...state, reached: true, received, refusal: { ...error, until }, asking: false }
}
