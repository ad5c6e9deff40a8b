import type { SlowRecoveryView, SlowState } from '../../shared/slow-recovery.ts'
import type { LinkTrouble } from '../messages/link.ts'
import type { Need } from '../needs/missing-need.ts'
import type { Status } from '../ui/status-picture.tsx'
import type { PageError } from '../wire/page-error.ts'

/** A view, and when it came by this device's clock. */
export interface ReceivedView {
  readonly view: SlowRecoveryView
  readonly wall: number
}

/** What the page of a slow recovery knows. */
export interface SlowPageState {
  /** It is not known yet whether this browser keeps a recovery. */
  readonly loading: boolean
  readonly need: Need | null
  readonly received: ReceivedView | null
  /** This browser keeps a recovery that the server no longer knows. */
  readonly gone: boolean
  /** False while this browser could not store which recovery it is, so that only this page can go on. */
  readonly stored: boolean
  readonly trouble: LinkTrouble | null
  /** Why the recovery could not be read, if it is not the connection. */
  readonly refusal: PageError | null
}

export const LOADING: SlowPageState = {
  loading: true,
  need: null,
  received: null,
  gone: false,
  stored: true,
  trouble: null,
  refusal: null,
}

export type SlowScreen = 'loading' | 'cannot' | 'start' | 'gone' | SlowState

/** Which screen a state of the page shows. */
export function slowScreenOf({ loading, need, received, gone }: SlowPageState): SlowScreen {
  if (need) return 'cannot'
  if (gone) return 'gone'
  if (received) return received.view.state
  return loading ? 'loading' : 'start'
}

const STATUSES: Partial<Record<SlowScreen, Status>> = {
  loading: 'wait',
  'on-hold': 'later',
  paused: 'later',
  'passkey-paused': 'later',
  'needs-another-proof': 'ask',
  'needs-proof-again': 'ask',
  ready: 'ask',
  registered: 'done',
  done: 'done',
}

/** Which picture a screen has. */
export function slowStatusOf(screen: SlowScreen): Status {
  return STATUSES[screen] ?? 'stop'
}

/** The server's clock at this moment of this device's clock, which may be wrong. */
export function serverNow({ view, wall }: ReceivedView, deviceNow: number): number {
  return view.now + (deviceNow - wall)
}

/** A time of the server by this device's clock, for what counts down here. */
export function byThisClock({ view, wall }: ReceivedView, at: number): number {
  return wall + (at - view.now)
}
