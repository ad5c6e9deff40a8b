/** Words of `/backup-code`. */
export const backupCode = {
  heading: 'Use a backup code',
  intro:
    'For when you have no passkey left, and no other device where you’re signed in. It usually takes a few days: a waiting time protects your account.',
  later: 'You need two codes: one now, and another one when the waiting time is over.',
  name: 'Account name',
  code: 'Backup code',
  /** With hyphens at which the line does not break. */
  hint: 'Example: 3‑K7Q2‑9XWD‑5M4T‑B8EA. Upper or lower case; O and 0, I and 1 count as the same.',
  anotherHint: 'Each code works once, so use another one.',
  use: 'Use this code',
  noName: 'Enter your account name.',
  empty: 'Type one of your backup codes, or paste it.',
  short: (typed: number, all: number) =>
    `This isn’t the whole code: it has ${all} letters and digits, and you typed ${typed}.`,
  malformed: 'A backup code has a digit first, then 16 letters and digits. Check what you typed.',
  invalid:
    'This name and code don’t go together, or the code was used before. Check both, or try another code.',
  /** Where the account is known, and there is no name to check. */
  anotherInvalid: 'This isn’t a code of this account, or it was used before. Check it, or take another code.',
  lost: 'If this code is refused then, it was used: take the next one.',
}
