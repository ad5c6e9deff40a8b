import type { ChangesStopped } from '../../../shared/outcomes.ts'
import { arrivalWords } from '../../messages/arrivals.ts'
import { times } from '../../messages/counts.ts'

/** Words of "Stop changes I didn't make", wherever it stands. */
export const stopChanges = {
  button: 'Stop changes I didn’t make',
  heading: 'Did someone else change your account?',
  signInText:
    'If a passkey was added, recovered or removed and it wasn’t you, stop it here. Confirm with one of your passkeys. You don’t need to sign in.',
  accountText:
    'Confirm with your oldest passkey. Newer ones are frozen and signed out, and what they changed is taken back.',
  stopped: 'Changes stopped',
  nothing: 'Nothing to stop',
  account: 'Account:',
  nothingText:
    'In the last 7 days, no passkey newer than the one you used was added, and none changed your account.',
  nothingNext: 'An older passkey can stop more. If you have one, try again with it.',
  frozen: ({ name, method }: ChangesStopped['recoveries'][number]) => arrivalWords(method).stopped(name),
  setAside: (name: string) => `“${name}” had stopped older passkeys. Now it can’t sign in.`,
  restored: (name: string) => `“${name}” works again.`,
  scheduled: (changes: number) =>
    changes === 1 ? 'A scheduled change won’t happen.' : `${changes} scheduled changes won’t happen.`,
  underWay: (happened: ChangesStopped['underWay'][number]) =>
    happened === 'ended'
      ? 'A recovery that was under way has ended.'
      : 'A recovery that is under way is paused for 3 days. This passkey can’t end it: two different ways were used for it, or it started before this passkey was added. An older passkey may end it.',
  sessions: (sessions: number) => `${times(sessions, 'device was', 'devices were')} signed out.`,
  next: 'What to do next',
  steps: [
    'Sign in. Under “Recovery”, decide whether to keep each frozen passkey.',
    'Look at “Passkeys”. Remove any you don’t recognise.',
    'Was a device stolen? Choose “Report as stolen” next to its passkey.',
  ],
  nothingSteps: [
    'Sign in. Under “Passkeys” and “Devices”, remove passkeys and end sessions you don’t recognise.',
    'Was a device stolen? Choose “Report as stolen” next to its passkey.',
  ],
  signIn: 'Sign in',
  again: 'Try another passkey',
  toAccount: 'Go to your account',
}

/** What was stopped, in a sentence each. Empty if there was nothing to stop. */
export function stoppedSentences(stopped: ChangesStopped): readonly string[] {
  return [
    ...stopped.recoveries.map(stopChanges.frozen),
    ...stopped.setAside.map(stopChanges.setAside),
    ...stopped.restored.map(stopChanges.restored),
    ...stopped.underWay.map(stopChanges.underWay),
    ...(stopped.scheduled > 0 ? [stopChanges.scheduled(stopped.scheduled)] : []),
    ...(stopped.sessions > 0 ? [stopChanges.sessions(stopped.sessions)] : []),
  ]
}
