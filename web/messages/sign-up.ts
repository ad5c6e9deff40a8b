import type { Words } from './words.ts'

/** Words of `/sign-up`. */
export const signUp = {
  heading: 'Create account',
  intro:
    'Choose a name. Then your device asks for your fingerprint, face or screen lock, and keeps the passkey.',
  name: 'Account name',
  nameHint: '1 to 64 characters. You can be found by it, so it need not be your real name.',
  create: 'Create passkey',
  takenSignIn: 'Sign in',
  takenLost: 'Lost your passkey?',
  have: 'You have an account?',
  signIn: 'Sign in',
  invited: 'You were invited. Choose a name to begin.',
  nameEmpty: 'Type the name that your account shall have.',
  closed: {
    sentence: 'New accounts can’t be created here.',
    next: 'If you should have one, ask for it.',
    help: true,
  } satisfies Words,
  inviteNeeded: {
    sentence: 'You need an invitation to create an account here.',
    next: 'Open the link in your invitation. It leads back to this page.',
    help: true,
  } satisfies Words,
}
