import type { CaseError } from '../../shared/assisted.ts'
import type { ContactError } from '../../shared/contacts.ts'
import type { PageError, PageErrorCode, Result } from '../wire/page-error.ts'
import { backupCodeErrors } from './backup-code-errors.ts'
import { formatDuration } from './durations.ts'
import { formatWhen } from './moments.ts'
import { pairingErrors } from './pairing-errors.ts'
import { requiredErrors } from './required.ts'
import type { Words } from './words.ts'

/** Only some pages are refused so, and they have words of their own: see caseWords and contactWords. */
type SaidElsewhere = CaseError | ContactError

const ERRORS: Record<Exclude<PageErrorCode, SaidElsewhere>, Words> = {
  offline: {
    sentence: 'We couldn’t reach the server.',
    next: 'Check your connection, then try again. If you were changing something, look first whether it was done.',
  },
  bad_request: { sentence: 'The server didn’t understand this page.', next: 'Load the page again.' },
  not_found: { sentence: 'This is no longer here.', next: 'Load the page again to see what’s new.' },
  origin_refused: {
    sentence: 'This page was opened at the wrong address.',
    next: 'Check the address bar and open the site at its own address.',
  },
  origin_hidden: {
    sentence: 'Something hides the address of this page from the server.',
    next: 'For this site, switch off extensions and privacy settings that change requests, or use another browser or network.',
  },
  rate_limited: { sentence: 'Too many tries in a short time.', next: 'Wait a moment, then try again.' },
  locked: {
    sentence: 'This is locked for now, because someone else used it at the same time.',
    next: 'Wait, or use another way back in. You can still sign in.',
  },
  store_away: {
    sentence: 'The server can’t reach its database right now.',
    next: 'Try again in a minute. If you were changing something, look first whether it was done.',
  },
  server_full: { sentence: 'We’re very busy right now.', next: 'Try again in a few minutes.' },
  server_restarting: { sentence: 'The server is restarting.', next: 'Wait a moment. Nothing is lost.' },
  protocol_version: { sentence: 'This page is older than the server.', next: 'Load the page again.' },
  internal: {
    sentence: 'Something went wrong on the server.',
    next: 'Try again in a minute.',
    help: true,
  },
  not_signed_in: { sentence: 'You’re no longer signed in.', next: 'Sign in, then try again.' },
  name_empty: { sentence: 'The name is empty.', next: 'Enter at least one visible character.' },
  name_too_long: { sentence: 'This name is too long.', next: 'Use 64 characters at most.' },
  name_invisible_characters: {
    sentence: 'This name contains invisible characters.',
    next: 'They often come along when text is copied. Type the name by hand.',
  },
  name_unusable_characters: {
    sentence: 'This name contains a line break or another character that names can’t have.',
    next: 'Remove it.',
  },
  name_mixed_scripts: {
    sentence: 'This name mixes alphabets, such as Latin and Cyrillic, whose letters can look the same.',
    next: 'Use letters from one alphabet. Chinese, Japanese and Korean can be combined with Latin letters.',
  },
  name_taken: {
    sentence: 'This account name is taken.',
    next: 'Choose another name.',
  },
  sign_up_closed: {
    sentence: 'New accounts can’t be created here.',
    next: 'If you need an account, ask for one.',
    help: true,
  },
  invite_invalid: {
    sentence: 'This invitation doesn’t work any more.',
    next: 'Ask whoever invited you for a new one.',
    help: true,
  },
  ceremony_expired: { sentence: 'That took too long.', next: 'Try again.' },
  passkey_refused: { sentence: 'This passkey wasn’t accepted.', next: 'Try again, or use another passkey.' },
  attestation_unasked: {
    sentence: 'This device sent a certificate that this site didn’t ask for.',
    next: 'Nothing is lost. Create the passkey somewhere else: in a password manager, on your phone, or on another security key.',
  },
  passkey_unknown: {
    sentence: 'This passkey doesn’t belong to any account here.',
    next: 'Choose another passkey. If you have none that works, choose “Lost your passkey?”.',
    leads: 'lost',
  },
  passkey_suspended: {
    sentence: 'This passkey is suspended: it was removed, frozen, or reported lost or stolen.',
    next: 'Sign in with another passkey; you may be able to restore this one there. If that wasn’t you, choose “Stop changes I didn’t make” on the sign-in page.',
  },
  passkey_paused: {
    sentence: 'This passkey is paused: an older passkey of the account stopped it for 3 days.',
    next: 'It works again by itself.',
    help: true,
  },
  passkey_tied: {
    sentence: 'This passkey is frozen: two older passkeys of the account stopped it.',
    next: 'Waiting doesn’t help. Ask support to decide.',
    help: true,
  },
  passkey_known_already: {
    sentence: 'This device already has a passkey for this account.',
    next: 'You can sign in with it. To add one more, use another device or password manager.',
  },
  step_up_refused: {
    sentence: 'We couldn’t confirm that it’s you.',
    next: 'Try again with another passkey for this account, one that isn’t new or suspended.',
  },
  on_probation: {
    sentence: 'A passkey from a recent recovery can’t do this yet.',
    next: 'Use an older passkey, or wait: your account page says until when.',
  },
  last_passkey: {
    sentence: 'This is the last passkey that can sign in to this account.',
    next: 'Add another passkey first, then remove this one.',
  },
  too_new: {
    sentence: 'This needs an older passkey.',
    next: 'Confirm with the oldest one you have. For its first 7 days, a passkey can’t change older ones.',
  },
  too_many_passkeys: {
    sentence: 'You can’t add any more passkeys for now.',
    next: 'Remove some that you don’t need, or add another in a few days.',
  },
  renamed_lately: {
    sentence: 'The account was renamed in the last 7 days.',
    next: 'Take its old name back first, or wait until that isn’t possible any more.',
  },
  too_many_scheduled: {
    sentence: 'Too many removals are scheduled already.',
    next: 'Cancel one of them first, or confirm with an older passkey.',
  },
  retirement_waits: {
    sentence: 'A passkey that this one called lost or stolen still waits to be removed.',
    next: 'Your account page says until when. Wait until then, or choose there to keep it first.',
  },
  not_undoable: {
    sentence: 'This can’t be undone any more.',
    next: 'You can still remove passkeys under “Passkeys”.',
  },
  outweighed: {
    sentence: 'One passkey isn’t enough for this: two different ways were used in a recovery.',
    next: 'One passkey can pause that recovery for 3 days, once. If it wasn’t you, pause it with a second passkey too, and ask support for help.',
  },
  mail_off: {
    sentence: 'This site sends no mail.',
    next: 'You can’t add an e-mail address here.',
  },
  address_invalid: {
    sentence: 'This isn’t a complete e-mail address.',
    next: 'Write it as in name@example.com, without a space or quotes.',
  },
  address_known: { sentence: 'Your account has this address already.', next: 'Nothing needs to be done.' },
  address_taken: {
    sentence: 'This address belongs to another account here.',
    next: 'Remove it there first, or use another address.',
  },
  too_many_addresses: {
    sentence: 'Your account has two e-mail addresses already.',
    next: 'Remove one of them first. One that is being removed still takes a place until it’s gone.',
  },
  not_admin: {
    sentence: 'This page is for admins.',
    next: 'The operator of this site can make you one with “npm run admin -- grant”.',
  },
  step_up_due: { sentence: 'This needs your passkey again.', next: 'Confirm with it to continue.' },
  signature_invalid: { sentence: 'We couldn’t check this page.', next: 'Load it again for a new code.' },
  not_now: { sentence: 'That’s not possible at this step.', next: 'Check what the page says now.' },
  code_invalid: {
    sentence: 'This code doesn’t work.',
    next: 'It may have changed or expired. Get a new one on your own screen. If someone sent it to you, stop. It’s a scam.',
  },
  other_account: {
    sentence: 'This code or link is for another account.',
    next: 'It wasn’t used up. Use one for the account that you’re getting back into here.',
    ofOther: true,
  },
  ...pairingErrors,
  ...backupCodeErrors,
  ...requiredErrors,
}

/**
 * The sentence and the next step for any refusal. A known waiting time replaces the next step, unless that says what else
 * works meanwhile.
 */
export function errorWords({ code, retryAfterMs }: PageError): Words {
  const words = ERRORS[code as Exclude<PageErrorCode, SaidElsewhere>] ?? ERRORS.not_now
  if (!retryAfterMs) return words
  if (code === 'passkey_paused')
    return { ...words, next: `It works again by itself ${formatWhen(Date.now() + retryAfterMs)}.` }
  const wait = `Try again in ${formatDuration(retryAfterMs)}.`
  return { sentence: words.sentence, next: code === 'locked' ? `${words.next} ${wait}` : wait }
}

/** The words of an answer. Null if it is no refusal. */
export function refusalWords(answer: Result<unknown>): Words | null {
  return answer.ok ? null : errorWords(answer.error)
}
