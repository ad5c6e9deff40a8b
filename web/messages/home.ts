/** Words of `/`. */
export const home = {
  heading: (site: string) => `Welcome to ${site}`,
  intro:
    'Your account opens with a passkey: your fingerprint, your face or your screen lock. There is no password.',
  signIn: 'Sign in',
  createAccount: 'Create account',
  signedInAs: (name: string) => `You are signed in as ${name}.`,
  yourAccount: 'Go to your account',
  lostLink: 'Lost your passkey?',
  lostText:
    'A lost phone or a deleted passkey does not lock you out. Another device where you are still signed in lets you back in.',
  howItWorks: 'How it works, and why it’s safe',
  steps: [
    'On the device without a passkey, open “Lost your passkey?”. It shows a QR code.',
    'Scan it with a device where you are signed in, and approve there.',
    'Create the new passkey on the first device. Done.',
  ],
}
