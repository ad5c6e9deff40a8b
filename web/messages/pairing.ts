import type { PairingAuditAction } from '../../shared/pairing.ts'
import { type ArrivalWords, when, withPasskey } from './arrival-words.ts'
import { formatWhen } from './moments.ts'

// What every page may say of a pairing.

export const pairingArrival: ArrivalWords = {
  done: 'A passkey was added by recovery',
  frozen: 'A recovery is frozen',
  own: 'You recovered your account',
  happened: ({ by, doneAt, device, network, place }) =>
    `${when(doneAt)}, from a device that says it’s ${device}${place ? `, near ${place}` : ''} (network ${network}).${withPasskey('Approved', by)}`,
  undoElsewhere: 'You can undo this recovery only on another of your devices.',
  stopped: (name) => `“${name}”, added by recovery, is frozen. It can’t sign in.`,
  brought: (at) => `approved for another device ${formatWhen(at)}`,
}

export const pairingActivity: Readonly<Record<PairingAuditAction, string>> = {
  'pairing-claimed': 'You scanned or typed a code from another device.',
  'pairing-second-claimant': 'Someone else used the same code, so the request was stopped.',
  'pairing-approved': 'You approved a new passkey on another device.',
  'pairing-denied': 'You denied another device.',
  'pairing-reported': 'You reported a request.',
  'pairing-code-reused': 'A code was used a second time and refused.',
  'pairing-locked': 'Codes got mixed up, so approving was locked for a while.',
}
