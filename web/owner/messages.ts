import { errorWords } from '../messages/errors.ts'
import { formatMoment } from '../messages/moments.ts'
import type { Words } from '../messages/words.ts'

/** The refusal of a passkey that is too new, with the time from which on it is not. */
export function tooNewWords(until: number): Words {
  return {
    sentence: errorWords({ code: 'too_new' }).sentence,
    next: `The one you used is new: until ${formatMoment(until)}, it can’t change older passkeys.`,
  }
}

/** To a passkey on probation. */
export const changeLater = (until: number) => `You can change this here from ${formatMoment(until)}.`

/** Words that all ways back in have in common. */
export const wayBack = {
  lastUsed: (when: string) => `Last used ${when}`,
  neverUsed: 'Never used',
}

/** Words that all switches of ways back in have in common. */
export const methodSwitch = {
  asked: (passkey: string | null, untilThen: string) =>
    `${passkey === null ? 'A passkey' : `“${passkey}”`} asked for it. ${untilThen} If it wasn’t you, cancel it with that passkey or an older one.`,
  later: 'Unless your account was created today, it stays on for 7 more days. Until then, you can keep it.',
  no: 'Keep it on',
  yes: 'Switch off',
}
