import type { DeadEventRow } from '../../../shared/dead-events.ts'
import { formatCount, times } from '../../messages/counts.ts'
import { formatRough } from '../../messages/durations.ts'
import { errorWords } from '../../messages/errors.ts'
import type { Words } from '../../messages/words.ts'
import type { PageError } from '../../wire/page-error.ts'

const RECEIVERS: Readonly<Record<DeadEventRow['receiver'], string>> = {
  webhook: 'Webhook',
  callback: 'Callback',
}

/** What a try ended with, where it is no status of HTTP and no code of the system. */
const ENDS: Readonly<Record<string, string>> = {
  'too-slow': 'no answer within 15 seconds',
  threw: 'the callback threw an error',
  unreadable: 'the database was away',
}

/** Words of the section "Undelivered events", and of the dialog that sends them again. */
export const events = {
  heading: 'Undelivered events',
  intro:
    'The receiver didn’t take these in about three days, or answered that it wants no more of them (410). So they aren’t tried any more. When it works again, send them again. After 30 days they’re deleted.',
  receiver: (receiver: DeadEventRow['receiver']) => RECEIVERS[receiver],
  happened: (ms: number) => (ms < 1_000 ? 'Happened just now' : `Happened ${formatRough(ms)} ago`),
  last: (why: string | null) => (why === null ? 'Never tried' : `Last try: ${ENDS[why] ?? why}`),
  tries: (count: number) => times(count, 'try', 'tries'),
  older: (count: number) => `${times(count, 'older one isn’t', 'older ones aren’t')} shown.`,
  again: 'Send again',
  all: (count: number) => `Send all ${formatCount(count)} again`,
  title: (type: string | null, count: number) =>
    type === null ? `Send all ${formatCount(count)} events again?` : `Send ${type} again?`,
  meaning:
    'An event keeps its ID, so the receiver can tell repeats. If it fails again, it’s tried again for about three days.',
  sent: 'Sending again.',
  cancel: 'Cancel',
  confirm: 'Confirm with a passkey',
}

/** Why nothing is sent again. */
export function replayWords(error: PageError): Words {
  return error.code === 'not_found' ? NOTHING_UNDELIVERED : errorWords(error)
}

const NOTHING_UNDELIVERED: Words = {
  sentence: 'Nothing is left to send: it’s being sent again already, or it was deleted after 30 days.',
  next: 'Close this. What fails again comes back to the list.',
}
