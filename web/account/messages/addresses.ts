import type { AddressRow } from '../../../shared/addresses.ts'
import { formatMoment, formatWhen } from '../../messages/moments.ts'

/** Words of the section "E-mail addresses". */
export const addresses = {
  heading: 'E-mail addresses',
  intro: 'We write there if something happens.',
  none: 'None yet.',
  another: 'Add a second address',
  field: 'New e-mail address',
  hint: 'We send a code there. You confirm with a passkey first.',
  send: 'Send a code',
  sent: (address: string) => `We sent a code to ${address}.`,
  code: 'Code from the mail',
  codeHint: ({ address, codeUntil }: Pick<AddressRow, 'address' | 'codeUntil'>) =>
    `8 digits, sent to ${address}. ${codeUntil === null ? '' : `They work until ${formatMoment(codeUntil)}.`}`,
  late: 'The code has run out. Send a new one.',
  confirm: 'Confirm the address',
  confirmed: (address: string, countsFrom: number | null) =>
    countsFrom === null
      ? `${address} is confirmed.`
      : `${address} is confirmed. It counts from ${formatMoment(countsFrom)}.`,
  wrongCode: {
    sentence: 'This code doesn’t work.',
    next: 'Check the digits in our last mail. After 5 tries, send a new code.',
  },
  states: { unconfirmed: 'Not confirmed', waiting: 'New', counts: 'Confirmed' },
  addedBy: (ago: string, by: string) => `Added ${ago} with “${by}”`,
  countsFrom: (at: number) =>
    `It counts ${formatWhen(at)}. Until then, the passkey that added it, or an older one, can remove it at once.`,
  leaves: (at: number, by: string) =>
    `“${by}” removes it ${formatWhen(at)}. Until then it counts, and that passkey or an older one can keep it.`,
  remove: 'Remove',
  removed: (address: string, leavesAt: number | null) =>
    leavesAt === null
      ? `${address} was removed.`
      : `${address} will be removed ${formatWhen(leavesAt)}. Until then it counts.`,
  keep: 'Keep it',
  kept: (address: string) => `${address} stays.`,
}
