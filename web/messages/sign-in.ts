/** Words of `/sign-in`. */
export const signIn = {
  heading: 'Sign in',
  intro: 'With your fingerprint, face or screen lock.',
  name: 'Account name',
  nameHint: 'Touch the field to see the passkeys of this device.',
  button: 'Sign in with a passkey',
  lost: 'Lost your passkey?',
  lostText: 'Lost phone, new phone, or deleted by accident: here is the way back in.',
  add: 'Add this device',
  addText: 'For you who lost nothing, and are signed in on another device: it lets this one in too.',
  create: 'Create account',
  createText: 'You have none here yet.',
  sessionEnded: 'You were signed out on this device.',
  sessionEndedText: 'The session was ended or ran out. Sign in to go on.',
}
