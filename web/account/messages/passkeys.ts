import type { PasskeyKind, PasskeyRow, ScheduledRow } from '../../../shared/account-page.ts'
import { formatMoment, formatWhen } from '../../messages/moments.ts'
import type { Words } from '../../messages/words.ts'

/** Words of the section "Passkeys" on `/account`. */
export const passkeys = {
  heading: 'Passkeys',
  onlyOneMay: (name: string, until: number): Words => ({
    sentence: `For now, only “${name}” can change settings.`,
    next: `Keep it until ${formatMoment(until)}. Then a newer passkey can change settings too.`,
  }),
  created: (ago: string, device: string) => `Created ${ago} with ${device}`,
  used: (ago: string) => `Last used ${ago}`,
  neverUsed: 'Never used',
  kinds: {
    cloud: 'Synced by a password manager',
    phone: 'Only on one phone',
    computer: 'Only on one computer',
    'security-key': 'On a security key',
  } satisfies Record<PasskeyKind, string>,
  current: 'This device',
  currentElsewhere: 'In use here',
  new: 'New',
  pills: {
    unproven: 'Not active yet',
    suspended: 'Suspended',
    removed: 'Removed',
    frozen: 'Frozen',
  },
  unproven: 'Sign in once with it to activate it.',
  frozen: 'It can’t sign in. Under “Recovery”, decide whether to keep it.',
  removed: (passkey: PasskeyRow) =>
    `Removed${doneBy(passkey)}. It can’t sign in, and will be gone for good ${formatWhen(passkey.setAside?.leavesAt ?? 0)}. ${restorers(passkey)}`,
  reported: (passkey: PasskeyRow) =>
    `Reported lost or stolen${doneBy(passkey)}. It can’t sign in. If you found it, restore it. If not, ${
      passkey.setAside?.leavesAt
        ? `it will be gone for good ${formatWhen(passkey.setAside.leavesAt)}`
        : 'remove it'
    }.`,
  probation: (until: number) => `Until ${formatMoment(until)}, it can sign in but can’t change settings yet.`,
  young: (until: number) =>
    `Until ${formatMoment(until)}, it can’t change older passkeys, and an older one can undo it.`,
  scheduled: ({ by, dueAt }: ScheduledRow) => `“${by.name}” will remove it ${formatWhen(dueAt)}.`,
  add: 'Add a passkey',
  rename: 'Rename',
  remove: 'Remove',
  restore: 'Restore',
  stolen: 'Report as stolen',
  newName: 'New name',
  renameConfirm: 'To save it, you confirm with a passkey.',
  added: 'Passkey added.',
  renamed: 'Passkey renamed.',
  restored: 'Passkey restored. It works again.',
}

/** Who can restore it. If nobody knows who removed it, every mature passkey can. One that was undone is its own. */
function restorers({ id, setAside }: PasskeyRow): string {
  const by = setAside?.by
  if (by?.id === id) return 'Until then, an older passkey can restore it.'
  return by
    ? `Until then, “${by.name}” or an older passkey can restore it.`
    : 'Until then, you can restore it.'
}

/** When a passkey was set aside, and with which one, as far as that is known. */
function doneBy({ id, setAside }: PasskeyRow): string {
  const when = setAside?.at ? ` ${formatWhen(setAside.at)}` : ''
  return setAside?.by && setAside.by.id !== id ? `${when} with “${setAside.by.name}”` : when
}

/** Words of the dialog that adds a passkey. */
export const addPasskey = {
  title: 'Add a passkey',
  first: 'First, confirm that it’s you with a passkey you already have. Then create the new one.',
  none: 'No passkey left?',
  elsewhere: 'Adding another device? Open the sign-in page there and choose “Add this device”.',
  confirm: 'Confirm with a passkey',
  confirmed: 'Confirmed. Now choose where to keep the new passkey.',
  create: 'Create passkey',
}

/** Words of the dialog that removes a passkey. */
export const removePasskey = {
  title: (name: string) => `Remove “${name}”?`,
  now: 'It won’t be able to sign in any more.',
  scheduled: (name: string, until: number) =>
    `The passkey you use here is new. If you confirm with it, we’ll remove “${name}” ${formatWhen(until)}, unless it’s cancelled with an older passkey. If you confirm with an older one, we’ll remove it now.`,
  back: 'You can restore it for 7 days. After that it’s gone for good, and we ask your password manager to forget it.',
  current: 'You’re signed in here with it. You’ll stay signed in until you sign out.',
  keep: 'Keep it',
  remove: 'Remove passkey',
  lastTitle: (name: string) => `“${name}” can’t be removed yet`,
  last: 'It’s the last passkey that works. Without it, nobody could sign in to this account, not even you.',
  lastNext: (until: number | null) =>
    until === null
      ? 'Add another passkey first. Then you can remove this one.'
      : `You can remove it ${formatWhen(until)}, or now if you add another one first.`,
  onlyOneMay: 'Your other passkeys are new and can’t change settings yet. Without this one, nobody could.',
  close: 'Close',
  addAnother: 'Add another passkey',
  gone: 'Passkey removed.',
  leaves: (at: number) => `Passkey removed. You can restore it until ${formatMoment(at)}.`,
  willGo: (name: string, at: number) =>
    `We’ll remove “${name}” ${formatWhen(at)}, unless it’s cancelled with an older passkey.`,
}

/** Words about a passkey that can't go by itself while one waits to retire that it called lost or stolen. */
export const waits = {
  why: (name: string, called: string, until: number) =>
    `With “${name}”, you said that “${called}” was lost or stolen, or asked to remove it. We’ll remove “${called}” ${formatWhen(until)}. If “${name}” went first, “${called}” would stay.`,
  wait: 'Wait until then.',
  waitOrKeep: (called: string) =>
    `Wait until then. Or, if you have “${called}” after all, choose “Keep “${called}”” under “Recovery” first.`,
  confirmOlder: 'Confirm with an older passkey: this one can’t do that itself until then.',
}

/** Words of the dialog that reports a passkey as stolen. */
export const stolenPasskey = {
  title: (name: string) => `Was “${name}” stolen?`,
  meaning:
    'If you report it, it can’t sign in any more, and every device that signed in with it is signed out.',
  stops:
    'In the last 7 days it added or approved these passkeys. They’ll be frozen too, until you decide under “Recovery”:',
  none: 'In the last 7 days it didn’t add or approve any passkey.',
  cancels: (name: string) => `It was set to remove “${name}”. That won’t happen.`,
  back: 'If you get it back, you can restore it.',
  current: 'You’re signed in here with it. Confirm with another passkey. You’ll be signed out here.',
  oldest: (name: string) =>
    `If you have “${name}” here, confirm with that. It’s your oldest, so no newer passkey can restore what it stops.`,
  cancel: 'Cancel',
  report: 'Report as stolen',
  lastTitle: (name: string) => `“${name}” can’t be reported yet`,
  lastNext: (until: number | null) =>
    until === null
      ? 'Add another passkey first. Then you can report this one.'
      : `You can report it ${formatWhen(until)}, or now if you add another one first.`,
  done: (name: string, others: number) =>
    others === 0
      ? `“${name}” is stopped.`
      : `“${name}” is stopped, and so ${others === 1 ? 'is the passkey' : `are the ${others} passkeys`} it added or approved.`,
}
