import type { RequestingView } from '../../shared/pairing-view.ts'
import type { PageError } from '../api/page-error.ts'
import type { Link } from './connection.ts'

/** Why the page has a new code that nobody asked for. */
export type Reopened = 'reloaded' | 'dropped'

/** A view and when it came: its times are durations from then on. */
export interface ReceivedView {
  readonly view: RequestingView
  /** `performance.now()`. */
  readonly at: number
  /** `Date.now()`, for countdowns. */
  readonly wall: number
}

export interface PageState {
  readonly link: Link
  readonly received: ReceivedView | null
  /** Why no pairing could be opened. */
  readonly refusal: PageError | null
  readonly reopened: Reopened | null
}

export type PageChange =
  | { readonly type: 'opening'; readonly reopened: Reopened | null }
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'view'; readonly view: RequestingView; readonly at: number; readonly wall: number }
  | { readonly type: 'refused'; readonly error: PageError }

export const STARTING: PageState = {
  link: 'connecting',
  received: null,
  refusal: null,
  reopened: null,
}

/** What the page knows after one change. */
export function changed(state: PageState, change: PageChange): PageState {
  switch (change.type) {
    case 'opening':
      return { ...STARTING, reopened: change.reopened }
    case 'link':
      return { ...state, link: change.link }
    case 'view': {
      const { view, at, wall } = change
      // Events and acknowledgements may cross: an older version never overwrites a newer one.
      if (state.received && view.version < state.received.view.version) return state
      const reopened = view.state === 'open' ? state.reopened : null
      return { ...state, refusal: null, reopened, received: { view, at, wall } }
    }
    case 'refused':
      return { ...state, refusal: change.error }
    default:
      return change satisfies never
  }
}
