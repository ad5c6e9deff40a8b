/** Words of `/`. */
export const home = {
  heading: (site: string) => `Welcome to ${site}`,
  intro: 'Sign in with a passkey: your fingerprint, face or screen lock. There’s no password.',
  waysIn: 'Sign in or create an account',
  signIn: 'Sign in',
  createAccount: 'Create account',
  signedInAs: 'You’re signed in as',
  waysOn: 'What you can do here',
  approve: 'Approve another device',
  yourAccount: 'Your account',
  onProbation: (when: string) =>
    `Your passkey here is new. You can approve other devices with it from ${when}. Your older devices can do it now.`,
  noUsablePasskey:
    'You have no passkey that can approve another device. Your account shows why, and how to add one.',
  lostLink: 'Lost your passkey?',
  lostText:
    'A lost phone or a deleted passkey doesn’t lock you out. Another device where you’re still signed in gets you back in.',
  steps: [
    'On the device without a passkey, open “Lost your passkey?”. It shows a QR code.',
    'Scan it with a device where you’re signed in, and approve there.',
    'Create the new passkey on the first device. Done.',
  ],
  howItWorks: 'How it works, and why it’s safe',
}
