import type { AdminBackground, AdminEvents, AdminFigures } from '../../shared/admin.ts'
import type { ErrorCode } from '../../shared/errors.ts'

/** Whether the console lets this session in, and why not. */
export type Door =
  | 'knocking'
  | 'open'
  | 'signed-out'
  | 'session-ended'
  | 'not-admin'
  | 'probation'
  | 'too-new'
  | 'step-up'
  | 'step-up-over'
  | 'outdated'

export interface Shown {
  readonly figures: AdminFigures
  /** When they came, by this device's clock. */
  readonly at: number
}

export interface ConsoleState {
  readonly door: Door
  readonly link: 'up' | 'away' | 'restarting'
  /** The last figures. Null before the first ones, and again as soon as the console is shut. */
  readonly shown: Shown | null
  /** What changes slowly. Null until it has arrived. */
  readonly background: AdminBackground | null
}

export type ConsoleNews =
  | { readonly type: 'up' }
  | { readonly type: 'down' }
  | { readonly type: 'figures'; readonly figures: AdminFigures; readonly at: number }
  | { readonly type: 'background'; readonly background: AdminBackground }
  | { readonly type: 'refused'; readonly code: ErrorCode }
  | { readonly type: 'bye'; readonly why: AdminEvents['bye'] }
  /** Someone tries to open it (again). */
  | { readonly type: 'knock' }

export const KNOCKING: ConsoleState = { door: 'knocking', link: 'up', shown: null, background: null }

/** Figures come every 2 s. Older ones than this are not live. Milliseconds. */
export const LIVE_FOR_MS = 5_000

const DOOR_OF_REFUSAL: Partial<Record<ErrorCode, Door>> = {
  not_signed_in: 'signed-out',
  not_admin: 'not-admin',
  on_probation: 'probation',
  passkey_suspended: 'probation',
  passkey_paused: 'probation',
  passkey_tied: 'probation',
  too_new: 'too-new',
  step_up_due: 'step-up',
  protocol_version: 'outdated',
}

const DOOR_OF_BYE: Partial<Record<AdminEvents['bye'], Door>> = {
  'session-ended': 'session-ended',
  'not-admin': 'not-admin',
  'step-up-over': 'step-up-over',
}

/** What the page shows after this news. */
export function heard(state: ConsoleState, news: ConsoleNews): ConsoleState {
  switch (news.type) {
    case 'up':
      return { ...state, door: 'open', link: 'up' }
    case 'down':
      return { ...state, link: state.link === 'restarting' ? 'restarting' : 'away' }
    case 'figures':
      return { ...state, door: 'open', link: 'up', shown: { figures: news.figures, at: news.at } }
    case 'background':
      return { ...state, background: news.background }
    case 'refused':
      return shutOr(state, DOOR_OF_REFUSAL[news.code], 'away')
    case 'bye':
      return shutOr(state, DOOR_OF_BYE[news.why], news.why === 'restarting' ? 'restarting' : 'away')
    case 'knock':
      return KNOCKING
    default:
      return news satisfies never
  }
}

/** A shut console removes the figures: someone who is no admin any more sees nothing any more. */
function shutOr(state: ConsoleState, door: Door | undefined, link: ConsoleState['link']): ConsoleState {
  return door ? { ...KNOCKING, door } : { ...state, link }
}

/** Whether the console is shut until someone does something. */
export function isShut(door: Door): boolean {
  return door !== 'knocking' && door !== 'open'
}

/** Whether it is shut only until the same person confirms with a passkey again. */
export function opensByStepUp(door: Door): boolean {
  return door === 'step-up' || door === 'step-up-over'
}

/** Whether the figures are current. Old figures are never shown as if they were. */
export function isLive({ link, shown }: ConsoleState, now: number): boolean {
  return link === 'up' && shown !== null && now - shown.at <= LIVE_FOR_MS
}
