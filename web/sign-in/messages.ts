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

/** Words of the question after a sign-in with a passkey that is not on this device. */
export const here = {
  signedInAs: 'You’re signed in as',
  heading: 'Make a passkey on this device?',
  text: 'The passkey you used is somewhere else, on a phone or a security key. With one on this device, you won’t need that next time.',
  own: 'Only do this on your own device. Anyone who can unlock it can sign in.',
  yes: 'Make a passkey here',
  /** The answer to a try was no, or was lost. */
  toAccount: 'Go to your account',
  notNow: 'Not now',
  never: 'Never on this device',
  made: 'Passkey added',
  madeText: 'Next time, sign in here with your fingerprint, face or screen lock.',
  goOn: 'Continue',
  lose: 'What if you lose this device?',
  silently:
    'A passkey was made on this device. Your browser did that by itself, after it checked that it’s you.',
  notYours:
    'If this device isn’t yours, remove the passkey: anyone who can unlock the device could sign in with it. You confirm with a passkey.',
  remove: 'Remove this passkey',
  removed: 'Passkey removed',
  removedText:
    'It can’t sign in any more. If this device isn’t yours, also delete it from the browser’s saved passwords, and sign out before you leave.',
}
