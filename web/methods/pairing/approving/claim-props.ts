import type { ShownClaim } from './approve-state.ts'
import type { ApprovingDevice } from './approving-device.ts'

/** What every screen of a held claim gets. */
export interface ClaimProps {
  readonly claim: ShownClaim
  readonly device: ApprovingDevice
}
