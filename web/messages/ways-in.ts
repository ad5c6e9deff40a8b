import type { RecoveryMethodId } from '../../shared/recovery.ts'

/** A way back in for people without another device, by what they have. */
export interface WayIn {
  /** What they say that they have. */
  readonly have: string
  /** When it is the right one. */
  readonly text: string
  /** What it takes by itself: what people need, and for how long they wait. It repeats the server's policy. */
  readonly alone: string
  /** The same where the site asks for two ways. */
  readonly withSecond: string
  readonly href: string
}

/** Null: it begins elsewhere, such as with a link that people are given. */
const WAYS_IN: Readonly<Record<RecoveryMethodId, WayIn | null>> = {
  pairing: null,
  'backup-code': {
    have: 'I have my backup codes',
    text: 'No passkey and no other device? Use a code that you saved.',
    alone: 'One code that you saved. Usually 3 to 7 days.',
    withSecond: 'One code that you saved, and a second way.',
    href: '/backup-code',
  },
  email: {
    have: 'I can read my e-mail',
    text: 'No passkey and no other device? Get a code at an address that you added to your account.',
    alone: 'An address that you added to your account. Usually 3 to 7 days.',
    withSecond: 'An address that you added to your account, and a second way.',
    href: '/email-code',
  },
  contact: {
    have: 'Someone I trust can vouch for me',
    text: 'None of these? Someone you named as your contact can help.',
    alone: 'Your contact, and a second way. 3 days.',
    withSecond: 'Your contact, and a second way.',
    href: '/contact',
  },
  assisted: {
    have: 'I have nothing',
    text: 'None of these? Support can check who you are.',
    alone: 'Support checks who you are. Usually 3 to 7 days.',
    withSecond: 'Support checks who you are, and you have a second way.',
    href: '/support-case',
  },
}

/** The ways of these methods that begin on a page, in this order. */
export function waysInOf(methods: readonly string[]): readonly (WayIn & { readonly method: string })[] {
  return Object.entries(WAYS_IN).flatMap(([method, way]) =>
    way && methods.includes(method) ? [{ ...way, method }] : [],
  )
}
