import type { PasskeyRow, ScheduledRow } from '../../shared/api.ts'
import { formatDay, formatMoment } from './moments.ts'
import type { Words } from './words.ts'

/** Words of the section "Passkeys" on `/account`. */
export const passkeys = {
  heading: 'Passkeys',
  intro: 'What opens your account.',
  onlyOne: {
    sentence: 'You have one passkey that works.',
    next: 'Add another on a second device. If one is lost, the other lets you back in.',
  } satisfies Words,
  created: (at: number, device: string) => `Created ${formatDay(at)} with ${device}`,
  used: (at: number | null) => (at === null ? 'Never used' : `Last used ${formatMoment(at)}`),
  synced: 'Synced by its password manager',
  notSynced: 'On this one device or security key only',
  current: 'Used for this session',
  new: 'New',
  pills: {
    active: 'Active',
    unproven: 'Waiting for its first sign-in',
    suspended: 'Suspended',
    removed: 'Removed',
    frozen: 'Frozen',
  },
  unproven: 'It begins to work when you sign in with it once.',
  frozen: 'It can’t sign in. Decide under “Recovery” what becomes of it.',
  removed: (passkey: PasskeyRow) =>
    `Removed${doneBy(passkey)}. It can’t sign in, and goes for good on ${formatMoment(passkey.setAside?.leavesAt ?? 0)}. ${restorers(passkey)}`,
  reported: (passkey: PasskeyRow) =>
    `Reported lost or stolen${doneBy(passkey)}. It can’t sign in. If you found it again, restore it; if not, ${
      passkey.setAside?.leavesAt
        ? `it goes for good on ${formatMoment(passkey.setAside.leavesAt)}`
        : 'remove it'
    }.`,
  probation: (until: number) =>
    `New until ${formatMoment(until)}: it signs in, and changes nothing else yet.`,
  young: (until: number) =>
    `Until ${formatMoment(until)}, it can’t change older passkeys, and an older one can undo it.`,
  scheduled: ({ by, dueAt }: ScheduledRow) =>
    `It will be removed on ${formatMoment(dueAt)}: “${by.name}” scheduled that.`,
  add: 'Add a passkey',
  rename: 'Rename',
  remove: 'Remove',
  restore: 'Restore',
  stolen: 'Report as stolen',
  newName: 'New name',
  renameConfirm: 'Saving asks for your passkey.',
  save: 'Save',
  added: 'The new passkey is there.',
  renamed: 'The passkey has its new name.',
  restored: 'The passkey works again.',
}

/** Who can give it back; one that nobody knows to have removed it leaves that to all. */
function restorers({ setAside }: PasskeyRow): string {
  const by = setAside?.by
  return by
    ? `Until then, “${by.name}” or an older passkey can restore it.`
    : 'Until then you can restore it.'
}

/** When a passkey was set aside and with which one, as far as that is known. */
function doneBy({ setAside }: PasskeyRow): string {
  const when = setAside?.at ? ` on ${formatMoment(setAside.at)}` : ''
  return setAside?.by ? `${when} with “${setAside.by.name}”` : when
}

/** Words of the dialog that adds a passkey. */
export const addPasskey = {
  title: 'Add a passkey',
  first: 'First confirm that it is you, with a passkey that you have. Then the new one is created.',
  elsewhere: 'For another device, open “Add this device” on its sign-in page instead.',
  confirm: 'Confirm with a passkey',
  confirmed: 'Thank you. Now choose where the new passkey shall be kept.',
  create: 'Create passkey',
}

/** Words of the dialog that removes a passkey. */
export const removePasskey = {
  title: (name: string) => `Remove “${name}”?`,
  now: 'It can’t sign in any more, from now on.',
  scheduled: (name: string, until: number) =>
    `Your passkey here is new. Confirm with it, and we’ll remove “${name}” on ${formatMoment(until)}, unless an older passkey objects. Confirm with an older one, and it’s removed now.`,
  back: 'For 7 days you can restore it. Then it’s gone for good, and we ask your password manager to forget it.',
  current: 'You signed in with this one. You stay signed in here, until you sign out.',
  keep: 'Keep it',
  remove: 'Remove passkey',
  lastTitle: (name: string) => `“${name}” cannot be removed yet`,
  last: 'It is the last passkey that opens your account. Without it nobody could sign in, not even you.',
  lastNext: 'Add another passkey first. Then this one can go.',
  close: 'Close',
  gone: 'The passkey was removed.',
  leaves: (at: number) => `The passkey was removed. You can restore it until ${formatMoment(at)}.`,
  willGo: (name: string, at: number) =>
    `We’ll remove “${name}” on ${formatMoment(at)}, unless an older passkey objects.`,
}

/** Words of the dialog that reports a passkey as stolen. */
export const stolenPasskey = {
  title: (name: string) => `Was “${name}” stolen?`,
  meaning: 'It can’t sign in from then on, and every device that signed in with it is signed out.',
  stops: 'In the last 7 days it let these in. They are frozen too, until you decide under “Recovery”:',
  added: (at: number) => `added ${formatMoment(at)}`,
  approved: (at: number) => `approved for another device, ${formatMoment(at)}`,
  none: 'In the last 7 days it added and approved nothing.',
  cancels: (name: string) => `Its removal of “${name}” won’t happen.`,
  back: 'If you get it back, you can restore it.',
  current: 'You signed in here with this one. Confirm with another passkey; you’ll be signed out here.',
  oldest: (name: string) =>
    `Best confirm with “${name}”, if you have it here. It is the oldest: what it stops, no newer passkey can restore.`,
  cancel: 'Cancel',
  report: 'Report as stolen',
  lastTitle: (name: string) => `“${name}” can’t be stopped yet`,
  done: (name: string, others: number) =>
    others === 0
      ? `“${name}” is stopped.`
      : `“${name}” is stopped, and ${others === 1 ? 'one passkey' : `${others} passkeys`} that it let in.`,
}
