import type { AccountPage } from '../../../shared/account-page.ts'
import type { Health, HealthStep, PasskeySpread } from '../../../shared/readiness.ts'
import { formatMoment } from '../../messages/moments.ts'
import type { Words } from '../../messages/words.ts'

/** Words of the top of `/account`: what would happen without one device. */
export const health = {
  heading: 'What if you lose this device?',
  steps: {
    'add-passkey': {
      sentence: 'Add a second passkey',
      next: 'On a laptop, an old phone or a security key. With it, you’re back in at once.',
    },
    'make-codes': {
      sentence: 'Get backup codes',
      next: 'Ten codes on paper. You don’t need another device for them.',
    },
    'renew-codes': { sentence: 'Get new backup codes', next: 'Few or none of yours are left.' },
    'save-codes': {
      sentence: 'Check your backup codes',
      next: 'Type one to show that you have them. If you don’t, make new ones below.',
    },
    'keep-codes': { sentence: 'Keep your backup codes', next: 'They’re about to be switched off.' },
    'try-codes': {
      sentence: 'Try a backup code',
      next: 'See that you have the right ones. It isn’t used up.',
    },
    'add-address': {
      sentence: 'Add an e-mail address',
      next: 'We write there when someone tries to get in, so that you can stop it.',
    },
    'switch-on-email': {
      sentence: 'Let your e-mail help you back in',
      next: 'You have an address, but its mails don’t let you back in.',
    },
    'keep-email': { sentence: 'Keep e-mail as a way back', next: 'It’s about to be switched off.' },
  } satisfies Record<HealthStep, Words>,
}

const NONE_WORKS = 'None of your passkeys works now. Don’t sign out here: see below if you can restore one.'
const BACK = 'You’d get back in'

/** Where losing a device leaves nothing, or only one thing. */
const LEFT: Readonly<Record<PasskeySpread, Words>> = {
  none: { sentence: 'Nothing would let you back in', next: NONE_WORKS },
  'one-device': {
    sentence: 'You’d be locked out of your account',
    next: 'Your only passkey is on one device. If that’s lost, broken or stolen, you can’t get back in.',
  },
  'one-manager': {
    sentence: 'You’d need your password manager',
    next: 'It keeps your only passkey, and has it on your other devices too. If you can’t open it any more, you can’t get back in.',
  },
  'maybe-one-device': {
    sentence: 'Are your passkeys on two devices?',
    next: 'They were made on devices of the same kind. If it’s the same one and you lose it, you can’t get back in.',
  },
  several: {
    sentence: BACK,
    next: 'Sign in with another passkey of yours, or use that device to approve a new one.',
  },
}

/** What helps, as the beginning of a sentence and within one, and how soon. */
const HELP = {
  codes: { it: 'A backup code', a: 'a backup code', when: 'after 3 to 7 days' },
  mail: { it: 'A code from a mail', a: 'a code from a mail', when: 'after 3 to 7 days' },
  both: {
    it: 'A backup code and a code from a mail together',
    a: 'a backup code and a code from a mail',
    when: 'at once',
  },
  codesAndContact: {
    it: 'A backup code and the word of your contact together',
    a: 'a backup code and the word of your contact',
    when: 'after 3 days',
  },
  mailAndContact: {
    it: 'A code from a mail and the word of your contact together',
    a: 'a code from a mail and the word of your contact',
    when: 'after 3 days',
  },
} as const

function helpOf(others: Health['others']): keyof typeof HELP {
  const has = (one: Health['others'][number]) => others.includes(one)
  if (has('backup-code') && has('email')) return 'both'
  if (has('contact')) return has('email') ? 'mailAndContact' : 'codesAndContact'
  return has('email') ? 'mail' : 'codes'
}

/** Where methods without a passkey help too. */
function helpedWords(passkeys: PasskeySpread, help: keyof typeof HELP): Words {
  const { it, a, when } = HELP[help]
  switch (passkeys) {
    case 'none':
      return { sentence: `Only ${a} would let you back in`, next: NONE_WORKS }
    case 'one-device':
      return help === 'both' || help === 'codesAndContact' || help === 'mailAndContact'
        ? { sentence: BACK, next: `Your only passkey is on one device. ${it} let you back in ${when}.` }
        : {
            sentence: 'You’d have to wait to get back in',
            next: `Your only passkey is on one device. ${it} lets you back in, but only ${when}.`,
          }
    case 'one-manager':
      return {
        sentence: BACK,
        next: `With your password manager on another device at once, or with ${a} ${when}.`,
      }
    case 'maybe-one-device':
      return { sentence: BACK, next: `With your other passkey at once, or with ${a} ${when}.` }
    case 'several':
      return LEFT.several
    default:
      return passkeys satisfies never
  }
}

const OWN: Readonly<Record<Health['tooNew'][number], string>> = {
  'backup-code': 'your backup codes',
  email: 'your e-mail',
  contact: 'your recovery contact',
}

/** The verdict, and why. */
export function healthWords(page: AccountPage): Words {
  const { verdict, tooNew } = page.health
  const words = wordsOf(page)
  if (verdict === 'green' || tooNew.length === 0) return words
  const newer = tooNew.map((method) => OWN[method]).join(', ')
  return {
    ...words,
    next: `${words.next} Something here was stopped and isn’t settled yet. Until it is, what’s newer doesn’t count: ${newer}.`,
  }
}

function wordsOf({ health: { verdict, passkeys, helped, others, tooNew }, readiness }: AccountPage): Words {
  const help = helpOf(others)
  const words = helped ? helpedWords(passkeys, help) : LEFT[passkeys]
  const from = readiness['backup-code']?.next?.countsFrom
  if (verdict === 'green') return words
  if (others.length > 0 && !helped)
    return { ...words, next: `${words.next} On this site, ${HELP[help].a} alone isn’t enough.` }
  return from && !helped && !tooNew.includes('backup-code')
    ? { ...words, next: `${words.next} Your new backup codes work from ${formatMoment(from)}.` }
    : words
}
