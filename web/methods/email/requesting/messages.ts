/** Words of `/email-code`. */
export const email = {
  heading: 'Get a code by e-mail',
  intro:
    'For when you have no passkey left, and no other device where you’re signed in. It usually takes a few days: a waiting time protects your account.',
  later: 'You need two codes: one now, and another one when the waiting time is over.',
  asking: {
    field: 'E-mail address',
    hint: 'One that you added to your account.',
    missing: 'Enter your e-mail address.',
    ask: 'Send me a code',
    // Said for every address alike.
    instead:
      'If mails from us came to that mailbox in the last 24 hours, you needn’t wait: open the link of the newest one in this browser, whoever asked for it. There, choose “Ask for a mail of your own”. If that’s refused too, open the link of another one.',
  },
  have: 'I have a code',
  sent: (address: string) =>
    `If ${address} belongs to an account here, a mail is on its way. Type its code here within 10 minutes, or open its link in this browser.`,
  nothing:
    'Nothing there? Look in your spam folder, and check that it’s an address that you added to your account. We don’t say which addresses belong to an account.',
  typed: 'Type the code from the newest mail. It works only in the browser where you asked for it.',
  typing: {
    field: 'Code from the mail',
    hint: '8 digits, with or without a space.',
    use: 'Use this code',
    other: 'Ask for another mail',
    empty: 'Type the 8 digits from the mail.',
    invalid:
      'This isn’t the code of the newest mail, it was used, or it’s too old. Check it. After 5 tries, ask for another mail.',
    lost: 'If this code is refused then, ask for another mail.',
  },
}
