/** Words of `/sign-in`. */
export const signIn = {
  heading: 'Sign in',
  intro: 'Use your fingerprint, face or screen lock.',
  name: 'Account name',
  nameHint: 'Optional. Your browser may suggest your passkeys here.',
  button: 'Sign in with a passkey',
  lost: 'Lost your passkey?',
  lostText: 'Lost phone, new phone, or deleted by accident? Get back in here.',
  add: 'Add this device',
  addText: 'Nothing lost? Use a device where you’re signed in to add a passkey to this one.',
  isNew: 'New here?',
  create: 'Create account',
  sessionEnded: 'You were signed out on this device.',
  sessionEndedText: 'Sign in to continue.',
}
