import { formatDay, formatMoment } from './moments.ts'
import type { Words } from './words.ts'

/** Words of `/account`: the frame, "Passkeys" and "Devices". */
export const account = {
  heading: 'Your account',
  signedInAs: 'Signed in as',
  signOut: 'Sign out',
  loading: 'Loading your account …',
  tryAgain: 'Try again',
  outdated: 'This page is older than the server.',
  reload: 'Load the page again',
  done: 'Done.',
  cancel: 'Cancel',
}

/** Words of the section "Passkeys". */
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
  status: {
    active: 'Active',
    unproven: 'Waiting for its first sign-in',
    suspended: 'Suspended',
    frozen: 'Frozen',
  },
  statusText: {
    unproven: 'It begins to work when you sign in with it once.',
    suspended: 'It cannot sign in. If you found it again, restore it; if not, it goes by itself later.',
    frozen: 'It cannot sign in. Decide under “Recovery” what becomes of it.',
  },
  probation: (until: number) =>
    `New until ${formatMoment(until)}: it signs in, and changes nothing else yet.`,
  add: 'Add a passkey',
  rename: 'Rename',
  remove: 'Remove',
  restore: 'Restore',
  newName: 'New name',
  save: 'Save',
  added: 'The new passkey is there.',
  renamed: 'The passkey has its new name.',
  removed: 'The passkey was removed.',
  restored: 'The passkey works again.',
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
  meaning: 'It will not open your account any more. This cannot be taken back.',
  copy: 'We ask your password manager to forget it. If it still shows up there, delete it there too.',
  current: 'You signed in with this one. You stay signed in here, until you sign out.',
  keep: 'Keep it',
  remove: 'Remove passkey',
  lastTitle: (name: string) => `“${name}” cannot be removed yet`,
  last: 'It is the last passkey that opens your account. Without it nobody could sign in, not even you.',
  lastNext: 'Add another passkey first. Then this one can go.',
  close: 'Close',
}

/** Words of the section "Devices". */
export const devices = {
  heading: 'Devices',
  intro: 'Where you are signed in.',
  current: 'This device',
  since: (at: number) => `Signed in ${formatMoment(at)}`,
  seen: (at: number) => `Last seen ${formatMoment(at)}`,
  network: (network: string) => `Network ${network}`,
  end: 'End',
  more: 'There are more, which were seen before these. End some of these to see them.',
  endOthers: 'End all others',
  ended: 'The session was ended.',
  endedOthers: 'All other sessions were ended.',
}
