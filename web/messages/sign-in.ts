/** Words of `/sign-in`. */
export const signIn = {
  heading: 'Sign in',
  intro: 'With your fingerprint, face or screen lock.',
  name: 'Account name',
  nameHint: 'You need not type it. Your browser may offer your passkeys here.',
  button: 'Sign in with a passkey',
  lost: 'Lost your passkey?',
  lostText: 'Lost phone, new phone, or deleted by accident: here is the way back in.',
  add: 'Add this device',
  addText: 'Nothing lost, and signed in on another device? That device can let this one in too.',
  create: 'Create account',
  createText: 'If you have none here yet.',
  sessionEnded: 'You were signed out on this device.',
  sessionEndedText: 'The session was ended or ran out. Sign in to go on.',
}
