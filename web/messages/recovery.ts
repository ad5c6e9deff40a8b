import type { RecoveryRow, ScheduledRow } from '../../shared/account-page.ts'
import { formatMoment, formatWhen } from './moments.ts'

/** Words of the section "Recovery", and of its banners wherever they are shown. */
export const recovery = {
  heading: 'Recovery',
  welcomeBack: (name: string) => `Welcome back, ${name}. Your new passkey works.`,
  probationTitle: 'You recovered your account',
  added: ({ added, retired }: RecoveryRow) =>
    retired
      ? `New passkey: “${added.name}”. It replaces “${retired.name}”.`
      : `New passkey: “${added.name}”.`,
  undoUntil: ({ undoUntil, outweighs }: RecoveryRow) =>
    outweighs
      ? `Two different ways were used for it, so no passkey alone can undo it. Until ${formatMoment(undoUntil)}, an older passkey can pause it, once, for 3 days.`
      : `You can undo it until ${formatMoment(undoUntil)}.`,
  wasIt: 'If that was you, there’s nothing to do.',
  freeze: 'I didn’t do this: freeze it',
  pause: 'I didn’t do this: pause it',
  /** Where the passkey of this device could stop it, if that were not so. */
  cannotStop: {
    'pause-used-up':
      'It was paused once already, so the passkey you use here can’t stop it any more. If it wasn’t you, ask support for help now. A second old passkey can still freeze it.',
    'called-out':
      'A recovery called the passkey you use here lost or stolen, so it can’t stop this or decide about it. If that recovery wasn’t you, ask support for help now.',
  } satisfies Record<NonNullable<RecoveryRow['cannotStop']>, string>,
  /** What a freeze did, and what becomes of it without a decision. */
  stopped: ({
    frozenUntil,
    decideUntil,
    cannotStop,
  }: Pick<RecoveryRow, 'frozenUntil' | 'decideUntil' | 'cannotStop'>): string => {
    if (frozenUntil !== null) return recovery.pausedText(frozenUntil)
    if (decideUntil === null) return recovery.tieText
    if (cannotStop === 'called-out') return 'The new passkey can’t be used, and is signed out everywhere.'
    return `The new passkey can’t be used, and is signed out everywhere. Decide by ${formatMoment(decideUntil)} whether to keep it. After that, it’s removed.`
  },
  pausedTitle: 'A recovery is paused',
  pausedText: (until: number) =>
    `The new passkey can’t be used until ${formatMoment(until)}. Then it works again. If it wasn’t you, ask support for help now. Freeze it with a second old passkey too, if you have one: then it stays stopped.`,
  tieText:
    'The new passkey can’t be used, and is signed out everywhere. Two older passkeys stopped it, so it stays like that. If it wasn’t you, ask support for help.',
  pauseElsewhere:
    'Nobody can undo this recovery with one passkey. An older one can pause it, once, for 3 days.',
  remove: 'Remove the new passkey',
  restoreRetired: (name: string) => `Also let “${name}” work again`,
  liftedBy: (name: string) =>
    `“${name}” froze it. To unfreeze it, confirm with that passkey or an older one.`,
  lift: 'It was me: unfreeze it',
  young: (until: number) => `Until ${formatMoment(until)}, it can’t change older passkeys.`,
  limitsTitle: (until: number) => `What you can’t do until ${formatMoment(until)}`,
  limits: [
    'Add, rename or remove passkeys',
    'Approve another device',
    'Sign out your other devices',
    'Make backup codes, or change your ways back in',
    'Change e-mail addresses or contacts',
    'Rename, delete or download the account',
  ],
  limitsWhy:
    'This protects you if someone else recovered your account. If you have an older device, it can do all of it now.',
  frozen: 'Frozen. Nobody can use the new passkey.',
  paused: 'Stopped. For now, nobody can use the new passkey.',
  removed: 'The new passkey was removed.',
  lifted: 'Unfrozen. The new passkey works again.',
  quiet: 'Nothing new in the last 7 days.',
  more: (rows: number) => (rows === 1 ? 'One more' : `${rows} more`),
  scheduledTitle: 'A passkey will be removed',
  scheduled: ({ target, by, madeAt, dueAt }: ScheduledRow) =>
    `“${by.name}” will remove “${target.name}” ${formatWhen(dueAt)}. This was scheduled ${formatWhen(madeAt)}.`,
  scheduledText: ({ by, outweighs }: ScheduledRow) =>
    outweighs
      ? `Two different ways brought “${by.name}”, so only that passkey can cancel it. If you don’t know that recovery, pause it, and ask support for help now.`
      : `Any passkey older than “${by.name}” can cancel it.`,
  keep: (name: string) => `Keep “${name}”`,
  kept: (name: string) => `“${name}” stays.`,
  ways: 'If you lose a passkey',
  see: 'See it in your account',
}
