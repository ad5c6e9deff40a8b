import type { ChangesStopped } from '../../shared/outcomes.ts'
import { times } from './counts.ts'

/** Words of "Stop changes I didn't make", wherever it stands. */
export const stopChanges = {
  button: 'Stop changes I didn’t make',
  heading: 'Someone else changed your account?',
  signInText:
    'If a passkey was added, recovered or removed and it wasn’t you, stop it here. Confirm with a passkey of yours; you don’t need to sign in.',
  accountText:
    'One confirmation freezes every passkey that is newer than the one you confirm with, signs it out, and takes back what it changed. So use your oldest passkey.',
  stopped: 'Changes stopped',
  nothing: 'Nothing to stop',
  account: 'Account:',
  nothingText:
    'In the last 7 days, no passkey that is newer than the one you used was added, and none has changed your account.',
  nothingNext: 'An older passkey can stop more. If you have one, try again with that.',
  frozen: ({ name, method }: ChangesStopped['recoveries'][number]) =>
    method === 'pairing'
      ? `“${name}”, added by recovery, is frozen. It can’t sign in.`
      : `“${name}”, added on the account page, is frozen. It can’t sign in.`,
  setAside: (name: string) => `“${name}” had stopped older passkeys. Now it can’t sign in itself.`,
  restored: (name: string) => `“${name}” works again.`,
  scheduled: (removals: number) =>
    removals === 1
      ? 'A removal that was scheduled won’t happen.'
      : `${removals} removals that were scheduled won’t happen.`,
  sessions: (sessions: number) => `${times(sessions, 'device was', 'devices were')} signed out.`,
  next: 'What to do next',
  steps: [
    'Sign in, and decide under “Recovery” what becomes of each frozen passkey.',
    'Look at “Passkeys”. Remove what you don’t know.',
    'Was a device of yours stolen? Choose “Report as stolen” beside its passkey.',
  ],
  nothingSteps: [
    'Sign in, and look at “Passkeys” and “Devices”. Remove what you don’t know.',
    'Was a device of yours stolen? Choose “Report as stolen” beside its passkey.',
  ],
  signIn: 'Sign in',
  again: 'Try another passkey',
  toAccount: 'Go to your account',
}

/** What was stopped, a sentence each. Empty when there was nothing to stop. */
export function stoppedSentences(stopped: ChangesStopped): readonly string[] {
  return [
    ...stopped.recoveries.map(stopChanges.frozen),
    ...stopped.setAside.map(stopChanges.setAside),
    ...stopped.restored.map(stopChanges.restored),
    ...(stopped.scheduled > 0 ? [stopChanges.scheduled(stopped.scheduled)] : []),
    ...(stopped.sessions > 0 ? [stopChanges.sessions(stopped.sessions)] : []),
  ]
}
