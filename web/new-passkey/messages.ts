/** Words of the form that creates a new passkey, whatever led to it. */
export const create = {
  script: (script: string) =>
    `This name is written in ${script} letters. Some of them look like Latin letters but aren’t.`,
  button: 'Create passkey',
  busy: 'Follow the steps your browser shows.',
}

/** After the passkey is created, and after it is proven. */
export const prove = {
  heading: 'Passkey created. One step left.',
  doneHeading: 'Your new passkey works',
  text: 'Sign in once to activate it. You have 24 hours.',
  signIn: 'Sign in with your new passkey',
  later: (address: string) => `You can also do it later, at ${address}.`,
  done: 'You’ve signed in with it. If it can’t change settings yet, your account says from when on it can.',
  toAccount: 'Go to your account',
}
