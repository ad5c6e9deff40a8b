import type { BackupCodesReadiness, TriedCode } from '../../../../shared/backup-codes.ts'
import { times } from '../../../messages/counts.ts'
import { formatMoment, formatWhen } from '../../../messages/moments.ts'

const codes = (left: number) => times(left, 'code', 'codes')

/** Words of the backup codes under "If you lose a passkey" on `/account`. */
export const onAccount = {
  heading: 'Backup codes',
  text: 'Ten codes that you keep on paper or in a password manager. If you have no passkey left, one of them and your account name help you back in. Each works once.',
  cost: 'An attacker who finds them needs your account name too, and then has to wait for days. Every device where you’re signed in shows it and can stop it.',
  required: 'This site asks every account to have them.',
  off: 'You have none.',
  waiting: 'Your new codes don’t work yet',
  left: (left: number) => `${codes(left)} left`,
  lastUsed: (at: number) => `Last used ${formatWhen(at)}`,
  neverUsed: 'Never used',
  tried: (at: number) => `Last tried ${formatWhen(at)}`,
  neverTried: 'Never tried',
  made: (at: number) => `Made ${formatWhen(at)}`,
  weakTitle: (left: number) => `Only ${codes(left)} left`,
  usedUpTitle: 'All your backup codes are used',
  makeSoon: 'Make new ones now: new codes work only after 7 days.',
  unsavedTitle: 'You haven’t said that you saved your codes',
  unsaved: 'They were shown once, and we can’t show them again. If you don’t have them, make new ones.',
  haveThem: 'I have them',
  noted: 'Noted: you have your backup codes.',
  waitingTitle: ({ next }: BackupCodesReadiness) =>
    `Your new codes work from ${formatMoment(next?.countsFrom ?? 0)}`,
  waitingText: (by: string, old: boolean) =>
    `${by} made them. ${old ? 'Until then, the old codes work.' : 'Until then, you have no backup codes that work.'} If it wasn’t you, cancel it with that passkey or an older one.`,
  waitingWhy: 'The wait gives you time to notice if someone else made them.',
  cancelNew: 'Cancel the new codes',
  newCancelled: 'The new codes are cancelled.',
  offTitle: (at: number) => `Backup codes will be switched off ${formatWhen(at)}`,
  offText: (by: string) =>
    `${by} asked for it. Until then, your codes work. If it wasn’t you, keep them with that passkey or an older one.`,
  keep: 'Keep my codes',
  kept: 'Your backup codes stay on.',
  someone: 'A passkey',
  named: (name: string) => `“${name}”`,
  make: 'Make backup codes',
  makeNew: 'Make new codes',
  renew: (used: number) =>
    used === 1 ? 'Show a new code for the used one' : `Show new codes for the ${used} used ones`,
  renewed: (many: number, at: number) =>
    many === 1
      ? `One new code works from ${formatMoment(at)}`
      : `${many} new codes work from ${formatMoment(at)}`,
  tryOne: 'Try a code',
  switchOff: 'Switch off',
}

/** Words of the dialog that makes codes and shows them once. */
export const making = {
  titles: { make: 'Make backup codes', renew: 'Replace used codes' },
  shownTitle: 'Save your backup codes',
  once: {
    make: 'We show you ten codes, once. Have a printer, paper or your password manager ready.',
    renew: 'We show you a new code for each used one, once. Your other codes stay as they are.',
  },
  replaces: 'The codes that you have now stop working when the new ones start to.',
  later: 'Unless your account was created today, the new codes start to work after 7 days.',
  confirm: 'Confirm with a passkey',
  cancel: 'Cancel',
  now: 'They work from now on. Keep them where someone who steals your devices won’t find them.',
  from: (at: number) =>
    `They work from ${formatMoment(at)}. Keep them where someone who steals your devices won’t find them.`,
  use: (url: string) => `To use one, open ${url}`,
  list: 'Your backup codes',
  copy: 'Copy',
  download: 'Download',
  print: 'Print',
  saved: 'I have saved these codes',
  close: 'Done',
  saveFirst: 'Save the codes first, then tick “I have saved these codes”.',
  made: 'New backup codes. Save them now: they’re shown once.',
  done: 'Backup codes saved.',
}

interface FoundWords {
  readonly sentence: string
  readonly next: (countsFrom: number | null) => string
}

/** Words of the dialog in which an owner tries a code. */
export const trying = {
  title: 'Try a backup code',
  text: 'Type any one of your codes, to see that you have the right ones. It isn’t used up. You confirm with a passkey.',
  code: 'Backup code',
  hint: 'Example: 3‑K7Q2‑9XWD‑5M4T‑B8EA',
  check: 'Check this code',
  cancel: 'Cancel',
  close: 'Done',
  wrong:
    'This isn’t one of your codes. Check what you typed. Perhaps it’s from an older set, or from another account.',
  found: {
    works: {
      sentence: 'This code works',
      next: () => 'It isn’t used up. Put it back where you keep it.',
    },
    waits: {
      sentence: 'This is one of your new codes',
      next: (countsFrom) => `It works from ${formatMoment(countsFrom ?? 0)}. Put it back where you keep it.`,
    },
    used: {
      sentence: 'This code was used',
      next: () => 'Cross it out. Try another one, or make new codes.',
    },
  } satisfies Record<TriedCode['state'], FoundWords>,
  done: 'You have the right backup codes.',
}

/** Words of the dialog that switches them off. */
export const switchingOff = {
  title: 'Switch off backup codes?',
  text: 'Then none of your codes work any more. If you lose every passkey, you may not get back into your account.',
  later: 'Codes that are older than a day work for 7 more days. Until then, you can keep them.',
  no: 'Keep my codes',
  yes: 'Switch off',
  off: 'Backup codes are off.',
  offLater: (at: number) => `Backup codes will be switched off ${formatWhen(at)}.`,
}

/** What stands on the paper and in the file. */
export const sheet = {
  title: (site: string) => `Backup codes for ${site}`,
  account: (name: string) => `Account: ${name}`,
  made: (at: string) => `Made on ${at}`,
  works: (from: string) => `They work from ${from}`,
  use: (url: string, needsTwo: boolean) =>
    `No passkey left? Open ${url}, and type your account name and any one of these codes. ${needsTwo ? 'You also need a second way, such as a code by e-mail.' : 'Alone, it takes 3 to 7 days. A second way, such as a code by e-mail, makes it faster.'}`,
  once: 'Each code works once. Nobody will ever ask you for one on the phone or in a chat.',
}
