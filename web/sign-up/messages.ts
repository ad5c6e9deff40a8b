import type { Words } from '../messages/words.ts'

/** Words of `/sign-up`. */
export const signUp = {
  heading: 'Create account',
  intro: 'Choose a name. Then create a passkey with your fingerprint, face or screen lock.',
  name: 'Account name',
  nameHint:
    'Up to 64 characters. You don’t have to use your real name: others can find out if a name is taken.',
  create: 'Create passkey',
  taken: {
    sentence: 'This account name is taken.',
    next: 'If the account is yours, sign in. If not, choose another name.',
  } satisfies Words,
  takenSignIn: 'Sign in',
  takenLost: 'Lost your passkey?',
  have: 'Already have an account?',
  signIn: 'Sign in',
  what: 'What’s a passkey?',
  whatText:
    'A key that your device or password manager keeps for you. You unlock it with your fingerprint, face or screen lock. There’s nothing to remember and nothing to type.',
  invited: 'You’re invited. Choose a name to start.',
  nameEmpty: 'Enter an account name.',
  /** After the sentence that the server couldn’t be reached, or failed. */
  perhaps: 'Your account may have been created all the same. Try to sign in before you create it again.',
  closed: {
    sentence: 'New accounts can’t be created here.',
    next: 'If you need an account, ask for one.',
    help: true,
  } satisfies Words,
  inviteNeeded: {
    sentence: 'You need an invitation to create an account here.',
    next: 'Open the link in your invitation. It brings you back to this page.',
    help: true,
  } satisfies Words,
}
