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
  /** `Date.now()` plus the time left, for countdowns. */
  readonly endsAt: number
}

export interface PageState {
  readonly link: Link
  readonly received: ReceivedView | null
  /** Why no pairing could be opened. */
  readonly refusal: PageError | null
  readonly reopened: Reopened | null
  /** The person was asked for the account name and nothing is open meanwhile. */
  readonly askName: boolean
}

export type PageChange =
  | { readonly type: 'opening'; readonly reopened: Reopened | null }
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'view'; readonly view: RequestingView; readonly at: number; readonly wall: number }
  | { readonly type: 'refused'; readonly error: PageError }
  | { readonly type: 'ask-name' }

export const STARTING: PageState = {
  link: 'connecting',
  received: null,
  refusal: null,
  reopened: null,
  askName: false,
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
      return { ...state, refusal: null, reopened, received: { view, at, endsAt: wall + view.leftMs } }
    }
    case 'refused':
      return { ...state, refusal: change.error, askName: change.error.code === 'name_required' }
    case 'ask-name':
      return { ...STARTING, askName: true }
    default:
      return change satisfies never
  }
}
