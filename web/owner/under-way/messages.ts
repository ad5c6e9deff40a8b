import type { RecoveryMethodId } from '../../../shared/recovery.ts'
import type { SlowState, StopEffect, UnderWayPosts, UnderWayRow } from '../../../shared/slow-recovery.ts'
import { formatAppointment, formatWhen } from '../../messages/moments.ts'

/** What was given, in "with …". */
const GIVEN: Readonly<Record<RecoveryMethodId, string>> = {
  pairing: 'the approval of another device',
  'backup-code': 'one of your backup codes',
  email: 'a code that was mailed to one of your addresses',
  assisted: 'help from support',
  contact: 'the word of one of your recovery contacts',
}

/** Words of a recovery under way, to the owner of the account. */
export const underWay = {
  title: 'Someone is recovering your account',
  who: ({ startedAt, device, place, network, methods }: UnderWayRow) =>
    `It was started ${formatWhen(startedAt)} on a device that says it’s ${device}${place ? `, near ${place}` : ''} (network ${network}), with ${given(methods)}.`,
  you: 'Is it you? Then there’s nothing to do here.',
  stop: 'Stop: this wasn’t me',
  stopped: { ended: 'Stopped', paused: 'Paused' } satisfies Record<Outcome, string>,
  stoppedText: {
    ended: () => 'Nobody can continue this recovery. Nothing was changed in your account.',
    paused: (until: number | null) =>
      until === null
        ? 'Nobody can continue it for now.'
        : `Nobody can continue it before ${formatAppointment(until, Date.now())}. After that they can, so don’t wait: use a device with an older passkey, which may end it, or contact support.`,
  } satisfies Record<Outcome, (until: number | null) => string>,
  mailbox:
    'Someone reads your mail. Change the password of your mailbox now. Until you do, they can start this again: if it shows up again, stop it again.',
  codes:
    'Someone has your backup codes. Make new ones under “Recovery” in your account. The old ones may work for 7 more days: if this shows up again, stop it again.',
}

type Outcome = UnderWayPosts['/api/recoveries/stop'][1]['outcome']

function given(methods: readonly RecoveryMethodId[]): string {
  return new Intl.ListFormat('en').format(methods.map((method) => GIVEN[method]))
}

/** How far it is: what comes next if nobody stops it. */
export function nextWords({ state, until }: Pick<UnderWayRow, 'state' | 'until'>): string {
  const when = until === null ? 'later' : formatWhen(until)
  const words: Partial<Record<SlowState, string>> = {
    'needs-another-proof': 'They still have to show in a second way that the account is theirs.',
    'on-hold': `If nobody stops it, they can create a new passkey ${when}.`,
    paused: `It’s paused. They can continue ${when}.`,
    'needs-proof-again': 'The waiting time is over: they can continue now.',
    ready: 'They can create a new passkey now.',
    registered: 'They created a new passkey. It works as soon as they sign in with it.',
  }
  return words[state] ?? ''
}

/** What pressing the button does. */
export const effectWords: Readonly<Record<StopEffect, string>> = {
  ends: 'If not, stop it. You confirm with a passkey, and it ends at once.',
  pauses: 'If not, stop it. The passkey you use here can only pause it, once, for 3 days.',
  nothing:
    'If not, use a device with an older passkey, or contact support. The passkey you use here can’t stop it.',
}
