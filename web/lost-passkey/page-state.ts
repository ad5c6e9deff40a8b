import type { RequestingView } from '../../shared/pairing-view.ts'
import type { PageError } from '../api/page-error.ts'
import type { Link } from './connection.ts'

/** Ends after which the page asks for a new pairing by itself: the answer says what is needed now. */
const MOVES_ON = ['second-claimant', 'locked'] as const

/** Why the page has a new code that nobody asked for, or asks for one. */
export type Reopened = 'reloaded' | 'dropped' | (typeof MOVES_ON)[number]

/** A view and when it came: its times are durations from then on. */
export interface ReceivedView {
  readonly view: RequestingView
  /** `performance.now()`. */
  readonly at: number
  /** `Date.now()`, for countdowns. */
  readonly wall: number
}

/** Why no pairing could be opened. */
export interface OpeningRefusal extends PageError {
  /** `Date.now()` from which on another try is worth it; null when waiting does not help, or nobody knows. */
  readonly until: number | null
}

export interface PageState {
  readonly link: Link
  readonly received: ReceivedView | null
  readonly refusal: OpeningRefusal | null
  readonly reopened: Reopened | null
  /** Another pairing was asked for, and what there was stays on the screen until the answer. */
  readonly asking: boolean
}

export type PageChange =
  | { readonly type: 'opening'; readonly reopened: Reopened | null; readonly quietly: boolean }
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'view'; readonly view: RequestingView; readonly at: number; readonly wall: number }
  | { readonly type: 'refused'; readonly error: PageError; readonly wall: number }

export const STARTING: PageState = {
  link: 'connecting',
  received: null,
  refusal: null,
  reopened: null,
  asking: false,
}

/** What the page knows after one change. */
export function changed(state: PageState, change: PageChange): PageState {
  switch (change.type) {
    case 'opening': {
      const { reopened } = change
      return change.quietly
        ? { ...state, link: 'connecting', reopened, asking: true }
        : { ...STARTING, reopened }
    }
    case 'link':
      return { ...state, link: change.link }
    case 'view':
      return withView(state, { view: change.view, at: change.at, wall: change.wall })
    case 'refused':
      return withRefusal(state, change.error, change.wall)
    default:
      return change satisfies never
  }
}

/** Whether the page goes on by itself after this, and why. */
export function movesOn({ endCause }: RequestingView): (typeof MOVES_ON)[number] | null {
  return MOVES_ON.find((cause) => cause === endCause) ?? null
}

function withView(state: PageState, received: ReceivedView): PageState {
  const { view } = received
  const before = state.received?.view
  // Events and acknowledgements may cross: an older version never overwrites a newer one.
  if (before && before.pairingId === view.pairingId && view.version < before.version) return state
  const reopened = view.state === 'open' ? state.reopened : null
  return { ...state, refusal: null, reopened, received, asking: false }
}

function withRefusal(state: PageState, error: PageError, wall: number): PageState {
  const until = error.retryAfterMs === undefined ? null : wall + error.retryAfterMs
  // A pairing that lives is not over because the line to it was refused once.
  const received = state.asking ? null : state.received
  return { ...state, received, refusal: { ...error, until }, asking: false }
}
