import type { Alarm } from '../../shared/admin.ts'
import { formatCount, times } from './counts.ts'
import { formatRough } from './durations.ts'
import type { Words } from './words.ts'

/** Words around the warnings of the server, whose own sentences they are. */
export const warnings = {
  heading: 'Warnings of this server',
  intro: 'The site works, with something less. The log of this server has the same sentence, and the cause.',
  since: (ms: number) => `For ${formatRough(ms)}.`,
  over: (ms: number) => `Over, since ${formatRough(ms)}.`,
}

/** What to look at, and what to do. */
export function alarmWords({ kind, figure }: Alarm): Words {
  return ALARMS[kind]?.(figure ?? 0) ?? { sentence: kind, next: '' }
}

const ALARMS: Record<Alarm['kind'], (figure: number) => Words> = {
  'wrong-pins': (figure) => ({
    sentence: `Somebody guesses PINs: ${times(figure, 'wrong one', 'wrong ones')} in 15 minutes.`,
    next: 'Each account is stopped after a few, and further ones are not even compared. If one network stands out under “Limits”, block it in front of this server.',
  }),
  'code-reuse': (figure) => ({
    sentence: `Used-up codes were tried again ${times(figure, 'time', 'times')} in 15 minutes.`,
    next: 'That is what happens when screens are photographed or links are passed on. Each second use was refused.',
  }),
  'second-claimants': (figure) => ({
    sentence: `${times(figure, 'code was', 'codes were')} used by two accounts in the last 15 minutes.`,
    next: 'Somebody copies codes. Those requests ended and gave nothing away; tell your users to scan only a code on their own screen.',
  }),
  reports: (figure) => ({
    sentence: `${times(figure, 'request was', 'requests were')} reported as foreign in 15 minutes.`,
    next: 'Somebody may be ringing or writing to people to get a code scanned. Warn your users.',
  }),
  'nearly-full': (figure) => ({
    sentence: `Places run out: ${formatCount(figure)} pages are live.`,
    next: 'When all places are taken, new pages wait and say so. If these are honest people, raise live-per-deployment in LIMITS; if not, block their networks in front of this server.',
  }),
  refusals: (figure) => ({
    sentence: `Limits turn many away: ${times(figure, 'refusal', 'refusals')} in 15 minutes.`,
    next: 'See under “Limits” which one, and whether one network stands out. Only that network waits.',
  }),
  'hidden-network': () => ({
    sentence: 'A proxy hides where people come from.',
    next: 'All who come through it share the limits of one network, fifty times as large. The log says whether to set TRUST_PROXY or PROXY_HEADER. Then start again.',
  }),
  'new-store': () => ({
    sentence: 'The store is new, or lost what it knew.',
    next: 'For ten minutes every claim asks for PINs on both devices. Nothing to do, unless nobody restarted it.',
  }),
}
