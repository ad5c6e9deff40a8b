import type { PasskeySpread } from '../../../../shared/readiness.ts'
import { formatMoment } from '../../../messages/moments.ts'

/** Words of the pairing under "If you lose a passkey" on `/account`. */
export const wayBack = {
  heading: 'Another device',
  text: 'On the device without a passkey, open “Lost your passkey?”. Then approve it from a device where you’re signed in.',
  cost: 'An attacker needs one of your devices and its screen lock, or has to trick you into approving. So never approve what you didn’t start.',
  states: {
    none: 'Doesn’t work now',
    'one-device': 'Doesn’t work if you lose the device with your only passkey',
    'maybe-one-device': 'Works if your passkeys are on two devices',
    'one-manager': 'Works with another device that has your password manager',
    several: 'Works',
  } satisfies Record<PasskeySpread, string>,
  later: (until: number) => `You can approve on this device from ${formatMoment(until)}.`,
  approve: 'Approve another device',
  lost: 'Lost your passkey?',
}
