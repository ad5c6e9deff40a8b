import type { RecoveryRow } from '../../shared/api.ts'
import { formatMoment } from './moments.ts'

/** Words of the section "Recovery", and of its banners wherever they are shown. */
export const recovery = {
  heading: 'Recovery',
  doneTitle: 'A passkey was added by recovery',
  frozenTitle: 'A recovery is frozen',
  ownTitle: 'You came back by recovery',
  happened: ({ doneAt, device, network, place }: RecoveryRow) =>
    `On ${formatMoment(doneAt)}, from a device that says it is ${device}${place ? `, near ${place}` : ''} (network ${network}).`,
  added: ({ added, retired }: RecoveryRow) =>
    retired
      ? `New passkey: ${added.name}. It took the place of ${retired.name}.`
      : `New passkey: ${added.name}.`,
  undoUntil: ({ undoUntil }: RecoveryRow) => `You can undo it until ${formatMoment(undoUntil)}.`,
  wasIt: 'If that was you, there is nothing to do.',
  freeze: 'I did not do this: freeze it',
  frozenText: 'The new passkey and its sessions are stopped. Decide in your own time what becomes of it.',
  remove: 'Remove the new passkey',
  restoreRetired: (name: string) => `Also let ${name} work again`,
  lift: 'It was me: lift the freeze',
  own: 'You can use your account. Only another of your devices can undo this recovery.',
  probation: (until: number) =>
    `Until ${formatMoment(until)} you cannot add, rename or remove passkeys, approve devices or end other sessions from here. That protects you if somebody else had done this. Your older devices can do it all.`,
  frozen: 'Frozen. Nobody can use the new passkey.',
  removed: 'The new passkey was removed.',
  lifted: 'The freeze was lifted. The new passkey works again.',
  quiet: 'Nothing was recovered lately.',
  ways: 'If you lose a passkey',
  waysText:
    'Open “Lost your passkey?” on the device that has none. Then approve it from a device where you are signed in with a passkey.',
  approve: 'Approve another device',
  lost: 'Lost your passkey?',
  see: 'Look at it in your account',
}
