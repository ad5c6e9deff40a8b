import type { Status } from '../../../ui/status-picture.tsx'
import { movesOn, type PageState } from './page-state.ts'

export type Screen =
  | 'starting'
  | 'cannot'
  | 'refused'
  | 'busy'
  | 'locked'
  | 'name'
  | 'codes'
  | 'return-pin'
  | 'waiting'
  | 'confirm'
  | 'prove'
  | 'done'
  | 'moving-on'
  | 'ended'

/** Which screen a state of the page shows. */
export function screenOf({ need, refusal, received }: PageState): Screen {
  if (need) return 'cannot'
  if (!received) return refusal ? refusedScreen(refusal) : 'starting'
  const { view } = received
  switch (view.state) {
    case 'open':
      return 'codes'
    case 'claimed':
      return view.returnPin ? 'return-pin' : 'waiting'
    case 'matched':
      return 'waiting'
    case 'approved':
      return 'confirm'
    case 'registered':
      return 'prove'
    case 'done':
      return 'done'
    case 'denied':
    case 'expired':
    case 'cancelled':
    case 'burned':
      return movesOn(view) ? 'moving-on' : 'ended'
    default:
      return view.state satisfies never
  }
}

const STEPS: Partial<Record<Screen, number>> = {
  starting: 1,
  codes: 1,
  'return-pin': 2,
  waiting: 2,
  confirm: 3,
  prove: 4,
}

/** Which of the four steps a screen is. Null for screens beside them. */
export function stepOf(screen: Screen): number | null {
  return STEPS[screen] ?? null
}

const STATUSES: Partial<Record<Screen, Status>> = {
  'return-pin': 'wait',
  waiting: 'wait',
  'moving-on': 'wait',
  busy: 'later',
  locked: 'later',
  confirm: 'ask',
  prove: 'done',
  done: 'done',
}

/** Which picture a screen has. */
export function statusOf(screen: Screen): Status {
  return STATUSES[screen] ?? 'stop'
}

function refusedScreen({ code }: NonNullable<PageState['refusal']>): Screen {
  if (code === 'name_required') return 'name'
  if (code === 'locked') return 'locked'
  return code === 'rate_limited' || code === 'server_full' ? 'busy' : 'refused'
}
