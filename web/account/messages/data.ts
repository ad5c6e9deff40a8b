import { formatMoment } from '../../messages/moments.ts'

/** Words of the section "Your data". */
export const data = {
  heading: 'Your data',
  intro: 'All we hold about you, in one file.',
  download: 'Download my data',
  later: (until: number) => `You can download it here from ${formatMoment(until)}.`,
  done: 'Your data is in the file “account.json”.',
}
