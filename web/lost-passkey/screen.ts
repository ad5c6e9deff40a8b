import { movesOn, type PageState } from './page-state.ts'

export type Screen =
  | 'starting'
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
export function screenOf({ refusal, received }: PageState): Screen {
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

function refusedScreen({ code }: NonNullable<PageState['refusal']>): Screen {
  if (code === 'name_required') return 'name'
  if (code === 'locked') return 'locked'
  return code === 'rate_limited' || code === 'server_full' ? 'busy' : 'refused'
}
