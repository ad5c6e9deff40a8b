import type { RecoveryRow, ScheduledRow } from '../../shared/api.ts'
import type { ArrivalMethod } from '../../shared/pairing-view.ts'
import { formatMoment } from './moments.ts'

/** Words of the section "Recovery", and of its banners wherever they are shown. */
export const recovery = {
  heading: 'Recovery',
  titles: {
    pairing: {
      done: 'A passkey was added by recovery',
      frozen: 'A recovery is frozen',
      own: 'You came back by recovery',
    },
    added: {
      done: 'A passkey was added',
      frozen: 'An added passkey is frozen',
      own: 'You signed in with a new passkey',
    },
  } satisfies Record<ArrivalMethod, object>,
  probationTitle: 'You came back by recovery',
  happened: ({ method, by, doneAt, device, network, place }: RecoveryRow) =>
    method === 'added'
      ? `On ${formatMoment(doneAt)}, on ${device} (network ${network}), confirmed with “${by.name}”.`
      : `On ${formatMoment(doneAt)}, from a device that says it is ${device}${place ? `, near ${place}` : ''} (network ${network}). Approved with “${by.name}”.`,
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
  liftedBy: (name: string) => `“${name}” froze it. Lifting the freeze takes this passkey, or an older one.`,
  lift: 'It was me: lift the freeze',
  own: {
    pairing: 'You can use your account. Only another of your devices can undo this recovery.',
    added: 'You can use your account. Only an older passkey can undo that this one was added.',
  } satisfies Record<ArrivalMethod, string>,
  young: (until: number) => `Until ${formatMoment(until)}, it can’t change older passkeys.`,
  probation: (until: number) =>
    `Until ${formatMoment(until)} you cannot add, rename or remove passkeys, approve devices or end other sessions from here. That protects you if somebody else had done this. Your older devices can do it all.`,
  frozen: 'Frozen. Nobody can use the new passkey.',
  removed: 'The new passkey was removed.',
  lifted: 'The freeze was lifted. The new passkey works again.',
  quiet: 'Nothing was recovered or added lately.',
  more: (rows: number) => (rows === 1 ? 'One more' : `${rows} more`),
  scheduledTitle: 'A passkey will be removed',
  scheduled: ({ target, by, madeAt, dueAt }: ScheduledRow) =>
    `“${target.name}” will be removed on ${formatMoment(dueAt)}. “${by.name}” scheduled that on ${formatMoment(madeAt)}.`,
  scheduledText: 'An older passkey than that one can object.',
  keep: (name: string) => `Keep ${name}`,
  kept: (name: string) => `“${name}” stays.`,
  ways: 'If you lose a passkey',
  waysText:
    'Open “Lost your passkey?” on the device that has none. Then approve it from a device where you are signed in with a passkey.',
  approve: 'Approve another device',
  lost: 'Lost your passkey?',
  see: 'Look at it in your account',
}
