import { formatMoment, formatWhen } from '../../messages/moments.ts'

/** Words of the section "Name and deletion". */
export const accountItself = {
  heading: 'Name and deletion',
  rename: 'Rename account',
  newName: 'New account name',
  hint: 'You confirm with a passkey. For 7 days the old name can be taken back.',
  renamed: (name: string) => `The account is called “${name}” now.`,
  renamedLately:
    'You renamed the account less than 7 days ago. To choose another name, take the old one back first.',
  delete: 'Delete account',
  deleteTitle: 'Delete this account?',
  deleteWhen:
    'It will be deleted in 7 days. Until then everything works, all your devices and e-mail addresses are told, and you can cancel it here.',
  deleteWhat:
    'After that, everything we hold about you is gone for good: passkeys, backup codes, e-mail addresses, recoveries. Then anyone can choose the name.',
  keep: 'Keep it',
  yes: 'Delete account',
  scheduled: (dueAt: number) => `The account will be deleted ${formatWhen(dueAt)}.`,
  later: (until: number) => `You can rename or delete it from ${formatMoment(until)}.`,
}
