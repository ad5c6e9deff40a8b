import { formatMoment } from '../../../messages/moments.ts'

/** Words of `/contact`. */
export const contact = {
  heading: 'Ask someone to vouch for you',
  intro:
    'For when you have no passkey left, and someone you named as your contact can help. It takes a second way too, such as a backup code, and a waiting time of a few days.',
  later: 'Your contact has to vouch for you twice: now, and again when the waiting time is over.',
  asking: {
    field: 'Account name',
    hint: 'Of your own account, not of your contact’s.',
    missing: 'Enter the name of your account.',
    ask: 'Show a code for my contact',
  },
  have: 'I have a code',
  typed:
    'Type the code that your contact reads to you. It works only in the browser that made the link for them.',
  steps: [
    'Call your contact, or meet them. They should know that it’s you.',
    'Let them scan this code, or send them the link. They open it where they’re signed in here.',
    'They see a code of 8 digits and read it to you. Type it below.',
  ],
  qrName: 'QR code for your contact',
  qrBusy: 'Making your code…',
  link: 'Send them a link instead',
  address: { label: 'Link for your contact', copy: 'Copy link' },
  until: (at: number) =>
    `It works until ${formatMoment(at)}, for a contact of yours only. After your contact has vouched, it works for 10 minutes.`,
  typing: {
    field: 'Code from your contact',
    hint: '8 digits, with or without a space.',
    use: 'Use this code',
    other: 'Show a new code for my contact',
    empty: 'Type the 8 digits that your contact reads to you.',
    invalid:
      'This isn’t the code that your contact sees, it was used, or it’s too old. Check it. After 5 tries, your contact has to vouch again.',
    lost: 'If this code is refused then, it was used: show a new code for your contact.',
  },
  nothing:
    'Your contact can’t open it? Maybe they agreed less than 7 days ago, or they’re signed in with another account. We don’t say who has a contact.',
}
