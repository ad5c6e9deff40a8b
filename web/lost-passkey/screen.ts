import type { PageState } from './page-state.ts'

export type Screen =
  | 'starting'
  | 'refused'
  | 'name'
  | 'codes'
  | 'return-pin'
  | 'waiting'
  | 'confirm'
  | 'prove'
  | 'done'
  | 'ended'

/** Which screen a state of the page shows. */
export function screenOf({ refusal, received }: PageState): Screen {
  if (refusal?.code === 'name_required') return 'name'
  if (!received) return refusal ? 'refused' : 'starting'
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
      return 'ended'
    default:
      return view.state satisfies never
  }
}
