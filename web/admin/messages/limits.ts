import { formatCount, times } from '../../messages/counts.ts'
import { formatDuration } from '../../messages/durations.ts'

/** Words of the section "Limits". */
export const limits = {
  heading: 'Limits',
  hot: 'Close to a limit now',
  hotIntro:
    'Networks are shown without the last part of the address. Browsers, passkeys and sessions are shown under anonymous IDs.',
  noneHot: 'Nobody is close to a limit.',
  hotCaption: 'Who is close to a limit or over it, fullest first',
  over: 'Over',
  full: 'Full',
  near: 'Close',
  spent: (spent: number, points: number) => `${formatCount(spent)} of ${formatCount(points)}`,
  columnsHot: { budget: 'Limit', key: 'Who', spent: 'Used', left: 'Resets in' },
  /** Several keys that look the same. */
  alike: (count: number) => times(count, 'anonymous ID', 'anonymous IDs'),
  refusing: 'Limits that refused requests',
  noneRefused: 'No limit refused anything in the last hour.',
  quiet: (count: number) => `${times(count, 'limit', 'limits')} that refused nothing`,
  caption: 'Limits that refused requests in the last hour',
  quietCaption: 'Limits that refused nothing in the last hour',
  setting: 'You can change these with the setting LIMITS. It uses the short names in small type.',
  columns: {
    name: 'Limit',
    points: 'Allows',
    refusedLastMinute: 'Refused, last minute',
    refusedLastHour: 'Refused, last hour',
    why: 'Why',
  },
  /** Without a window it is a number of places, or a threshold for two PINs. */
  allows: (points: number, windowMs: number) =>
    `${formatCount(points)}${windowMs > 0 ? ` in ${formatDuration(windowMs)}` : ''}`,
  /** Added to what a wider or narrower form of a limit allows. */
  forms: { wide: 'per IPv6 /48', session: 'per session' } as Readonly<Record<string, string>>,
  now: 'Refusing now',
}

/** What a limit counts, for people who have never seen the setting. An unknown one is shown by its name. */
const NAMES: Readonly<Record<string, string>> = {
  opening: 'Lost-passkey pages opened per network',
  'opening-named': 'Lost-passkey pages opened per network, with an account name',
  'opening-browser': 'Lost-passkey pages opened per browser',
  connecting: 'Live connections started per network',
  look: 'QR codes checked per network',
  'code-reuse': 'Used codes recorded per request',
  claim: 'Scans and PINs per passkey',
  'wrong-pin': 'Wrong PINs in a row per passkey',
  'wrong-pin-day': 'Wrong PINs in a day per passkey',
  'network-wrong-pin': 'Wrong PINs per network (slowed down, never refused)',
  recovery: 'Recoveries approved per passkey',
  'backup-code': 'Backup codes tried per network',
  'backup-code-noted': 'Wrong backup codes recorded per account',
  'sign-up': 'New accounts per network',
  'sign-up-options': 'Account names checked per network',
  'sign-in': 'Sign-ins started per network',
  'sign-in-account': 'Sign-ins per account and network',
  freeze: '“Stop changes” started per network',
  assertion: 'Failed sign-ins recorded per account',
  'step-up': 'Passkey prompts per session',
  'account-change': 'Changes confirmed per account',
  remedy: 'Changes taken back, stopped or ended per passkey',
  rename: 'Passkeys renamed per session',
  'session-alone': 'Posts without a step-up per session',
  'mail-code-network': 'Codes mailed per network',
  'mail-code-session': 'Codes mailed per session',
  'mail-code-account': 'Codes mailed per account',
  'mail-code-pair': 'Codes mailed per account and e-mail address',
  'mail-code-address': 'Codes mailed per e-mail address',
  'email-proof-network': 'Recovery mails per network',
  'email-proof-browser': 'Recovery mails per browser',
  'email-proof-pair': 'Recovery mails per network and e-mail address',
  'email-proof-address': 'Recovery mails per e-mail address',
  'email-proof-known': 'Recovery mails per known browser or mail that was read',
  'email-proof-known-address': 'Recovery mails to an e-mail address, by known browsers and readers',
  'email-proof-page': 'Recovery mails per page with a proof',
  'email-code-noted': 'Wrong mailed codes recorded per account',
  'case-network': 'Cases opened per network',
  'case-browser': 'Cases opened per browser',
  'case-pair': 'Cases opened per network and account name',
  'case-mail-pair': 'Codes of cases mailed per supporter and e-mail address',
  'case-mail-address': 'Codes of cases mailed per e-mail address',
  'contact-named': 'Recovery contacts named per account',
  'contact-named-pair': 'Recovery contacts named per account and name',
  'contact-mailed': 'Requests to be a contact mailed per account name',
  'vouch-asked': 'Links for recovery contacts per network',
  'page-nonce': 'Steps of recoveries without another device started per network',
  'page-post': 'Steps of recoveries without another device per network',
  'live-per-network': 'Open pages per network',
  'live-named': 'Extra open pages per network, with an account name',
  'live-per-wide-network': 'Open pages per customer (IPv6 /48)',
  'live-per-deployment': 'Open pages in total',
  'live-reserved': 'Places kept for networks without an open page',
  'busy-pages': 'Open pages before a network needs two PINs',
  'busy-openings': 'Pages opened in a minute before a network needs two PINs',
}

/** `opening-wide` belongs to `opening`. */
export function limitBase(name: string): string {
  const base = name.replace(/-hidden$/, '').replace(/-(?:wide|session)$/, '')
  return base in NAMES ? base : name
}

/** The part after the base name: `wide`, `session`, or nothing. */
export function limitForm(name: string): string {
  return name.slice(limitBase(name).length + 1)
}

/** A limit in plain words. */
export function limitName(name: string): string {
  const words = NAMES[limitBase(name)] ?? name
  const form = limitForm(name)
  const whole = form.startsWith('wide')
    ? words.replace('per network', 'per customer (IPv6 /48)')
    : form.startsWith('session')
      ? words.replace('per passkey', 'per session')
      : words
  return form.endsWith('hidden') ? `${whole}, behind a hidden proxy` : whole
}
