import { formatMoment } from '../../messages/moments.ts'

/** Words of the section "Your data". */
export const data = {
  heading: 'Your data',
  intro:
    'Everything we hold about this account, in one file (JSON): passkeys, devices, addresses, recoveries and what happened. Backup codes are not in it.',
  download: 'Download my data',
  later: (until: number) => `You can download it here from ${formatMoment(until)}.`,
  done: 'Your data is in the file “account.json”.',
}
