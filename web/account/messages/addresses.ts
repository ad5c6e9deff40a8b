import type { AddressRow } from '../../../shared/addresses.ts'
import { formatMoment, formatWhen } from '../../messages/moments.ts'

/** Words of the section "E-mail addresses". */
export const addresses = {
  heading: 'E-mail addresses',
  intro: 'We write there if something happens in your account.',
  none: 'None yet.',
  another: 'Add a second address',
  field: 'New e-mail address',
  missing: 'Enter an e-mail address.',
  hint: 'We send a code there. You confirm with a passkey first.',
  send: 'Send a code',
  sent: (address: string) => `We sent a code to ${address}.`,
  code: 'Code from the mail',
  codeHint: ({ address, codeUntil }: Pick<AddressRow, 'address' | 'codeUntil'>) =>
    `8 digits, sent to ${address}. ${codeUntil === null ? '' : `They work until ${formatMoment(codeUntil)}.`}`,
  empty: 'Type the 8 digits from the mail.',
  again: 'Send a new code',
  confirm: 'Confirm the address',
  confirmed: (address: string, countsFrom: number | null) =>
    countsFrom === null
      ? `${address} is confirmed.`
      : `${address} is confirmed. We use it from ${formatMoment(countsFrom)}.`,
  wrongCode: {
    sentence: 'This code doesn’t work.',
    next: 'Check the digits in our last mail. After 10 minutes or 5 tries, send a new code.',
  },
  states: { unconfirmed: 'Not confirmed', waiting: 'New', counts: 'Confirmed' },
  addedBy: (ago: string, by: string) => `Added ${ago} with “${by}”`,
  countsFrom: (at: number) =>
    `From ${formatMoment(at)}, it gets our notices, and codes to get back in if e-mail is one of your ways. Until then, the passkey that added it, or an older one, can remove it at once.`,
  leaves: (at: number, by: string) =>
    `“${by}” will remove it ${formatWhen(at)}. Until then we still use it, and that passkey or an older one can keep it.`,
  remove: 'Remove',
  removed: (address: string, leavesAt: number | null) =>
    leavesAt === null
      ? `${address} was removed.`
      : `${address} will be removed ${formatWhen(leavesAt)}. Until then we still use it.`,
  keep: 'Keep it',
  kept: (address: string) => `${address} stays.`,
}
