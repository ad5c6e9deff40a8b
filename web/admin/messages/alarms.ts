import type { Alarm, AlarmSpanRow } from '../../../shared/admin.ts'
import { formatCount, times } from '../../messages/counts.ts'
import { formatRough } from '../../messages/durations.ts'
import type { Words } from '../../messages/words.ts'

/** Words around the warnings of the server, which come as whole sentences. */
export const warnings = {
  heading: 'Warnings from this server',
  intro: 'The site works, but something isn’t right. The server’s log has the same sentence, and the cause.',
  since: (ms: number) => `Started ${formatRough(ms)} ago.`,
  over: (ms: number) => `Ended ${formatRough(ms)} ago.`,
}

/** Where an alarm comes from. */
export const sources = {
  caused: (count: number, all: number, kind: Alarm['kind']) =>
    `caused ${formatCount(count)} of ${formatCount(Math.max(count, all))} ${CAUSED[kind] ?? ''}`.trim(),
  copy: 'Copy network',
  network: 'Show what it has used',
  jump: (what: string) => `Show: ${what}`,
}

const CAUSED: Partial<Record<Alarm['kind'], string>> = {
  refusals: 'refusals',
  'wrong-pins': 'wrong PINs',
  'code-reuse': 'used codes',
}

const clock = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' })
const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** Words of what alarms there were, and who saw them. */
export const timeline = {
  heading: 'Alarms in the last 7 days',
  none: 'None.',
  older: (count: number) => `${times(count, 'older alarm', 'older alarms')}`,
  name: ({ kind }: Pick<AlarmSpanRow, 'kind'>) => NAMES[kind] ?? kind,
  now: 'Now',
  over: 'Ended',
  span: (began: number, ended: number, over: boolean) =>
    over
      ? `${clock.format(began)} to ${hour.format(ended)} (${formatRough(Math.max(1_000, ended - began))})`
      : `Since ${clock.format(began)}`,
  most: (figure: number) => `at most ${formatCount(figure)} in 15 min`,
  network: (network: string) => `mostly from ${network}`,
  since: (began: number, ms: number) => `Started at ${hour.format(began)}, ${agoWords(ms)}`,
  see: 'Acknowledge',
  seen: (by: string, ms: number) => `Acknowledged by ${by}, ${agoWords(ms)}`,
  unseen: 'Not acknowledged',
}

function agoWords(ms: number): string {
  return ms < 1_000 ? 'just now' : `${formatRough(ms)} ago`
}

const NAMES: Record<Alarm['kind'], string> = {
  'wrong-pins': 'PIN guessing',
  'code-reuse': 'Used codes tried again',
  'second-claimants': 'Codes used by two accounts',
  reports: 'Requests people didn’t start',
  'nearly-full': 'Almost full',
  refusals: 'Many requests refused',
  'hidden-network': 'A proxy hides where people come from',
  'new-store': 'New store',
}

/** What to look at, and what to do. */
export function alarmWords({ kind, figure }: Pick<Alarm, 'kind' | 'figure'>): Words {
  return ALARMS[kind]?.(figure ?? 0) ?? { sentence: kind, next: '' }
}

const ALARMS: Record<Alarm['kind'], (figure: number) => Words> = {
  'wrong-pins': (figure) => ({
    sentence: `PIN guessing: ${times(figure, 'wrong PIN', 'wrong PINs')} in 15 min`,
    next: 'Each account is stopped after a few wrong PINs. Later ones aren’t even checked. If one network stands out, block it in front of this server.',
  }),
  'code-reuse': (figure) => ({
    sentence: `${times(figure, 'used code was', 'used codes were')} tried again in 15 min`,
    next: 'Someone may be photographing screens or passing links on. Every second use was refused.',
  }),
  'second-claimants': (figure) => ({
    sentence: `${times(figure, 'code was', 'codes were')} used by two accounts in 15 min`,
    next: 'Someone is copying codes. Those requests ended and gave nothing away. Tell people to scan only the code on their own screen.',
  }),
  reports: (figure) => ({
    sentence: `People reported ${times(figure, 'request', 'requests')} they didn’t start in 15 min`,
    next: 'Someone may be calling or writing to people to get them to scan a code. Warn your users.',
  }),
  'nearly-full': (figure) => ({
    sentence: `Almost full: ${formatCount(figure)} pages are open`,
    next: 'When all places are taken, new pages wait and say so. If these are real people, raise live-per-deployment in LIMITS. If not, block their networks in front of this server.',
  }),
  refusals: (figure) => ({
    sentence: `${times(figure, 'request', 'requests')} refused in 15 min`,
    next: 'Only the networks, browsers or sessions over a limit have to wait.',
  }),
  'hidden-network': () => ({
    sentence: 'A proxy hides where people come from',
    next: 'Everyone behind it shares the limits of one network, 50 times as large. The log of the server that sees it says whether to set TRUST_PROXY or PROXY_HEADER. Then restart.',
  }),
  'new-store': () => ({
    sentence: 'The store is new, or lost its data',
    next: 'For 10 minutes, every request asks for PINs on both devices. If you expected this, there’s nothing to do. If not, find out what happened to it.',
  }),
}
