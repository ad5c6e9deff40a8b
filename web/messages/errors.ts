import type { PageError, PageErrorCode } from '../api/page-error.ts'
import { formatDuration } from './durations.ts'
import type { Words } from './words.ts'

const ERRORS: Record<PageErrorCode, Words> = {
  offline: {
    sentence: 'The server could not be reached.',
    next: 'Check your connection, then try again. Nothing was changed.',
  },
  bad_request: { sentence: 'The server did not understand this page.', next: 'Load the page again.' },
  not_found: { sentence: 'This is no longer there.', next: 'Load the page again to see how things are now.' },
  origin_refused: {
    sentence: 'This page was opened under a wrong address.',
    next: 'Check the address bar, and open the site by its own address.',
  },
  rate_limited: { sentence: 'Too many tries in a short time.', next: 'Wait a little, then try again.' },
  locked: {
    sentence: 'This way is locked for now, because somebody else used it at the same time.',
    next: 'Wait, or take another way back in. Signing in is not affected.',
  },
  store_away: {
    sentence: 'The server cannot reach its store just now.',
    next: 'Nothing was changed. Try again in a minute.',
  },
  server_full: { sentence: 'Very many people are here at the moment.', next: 'Try again in a few minutes.' },
  server_restarting: { sentence: 'The server is restarting.', next: 'Wait a moment; nothing is lost.' },
  protocol_version: { sentence: 'This page is older than the server.', next: 'Load the page again.' },
  internal: {
    sentence: 'Something went wrong on the server.',
    next: 'Try again. If it stays, tell the site.',
  },
  not_signed_in: { sentence: 'You are not signed in any more.', next: 'Sign in, then try again.' },
  name_empty: { sentence: 'There is no name yet.', next: 'Enter at least one character that can be seen.' },
  name_too_long: { sentence: 'This name is too long.', next: 'Use 64 characters at most.' },
  name_invisible_characters: {
    sentence: 'This name contains invisible characters or marks that turn the direction of text.',
    next: 'They often come with text that was copied. Type the name by hand.',
  },
  name_unusable_characters: {
    sentence: 'This name contains a line break or another character that names cannot have.',
    next: 'Leave that character out.',
  },
  name_mixed_scripts: {
    sentence:
      'This name mixes letters of different scripts, such as Latin and Cyrillic, which can look the same.',
    next: 'Use letters of one script. Chinese, Japanese and Korean may stand beside Latin letters.',
  },
  name_taken: {
    sentence: 'This account name is taken.',
    next: 'If the account is yours, sign in. If not, choose another name.',
  },
  sign_up_closed: {
    sentence: 'New accounts cannot be created here.',
    next: 'Ask the people who run this site for an account.',
  },
  invite_invalid: { sentence: 'This invitation does not work any more.', next: 'Ask for a new one.' },
  ceremony_expired: { sentence: 'That took too long.', next: 'Try again.' },
  passkey_refused: { sentence: 'This passkey was not accepted.', next: 'Try again, or use another passkey.' },
  attestation_unasked: {
    sentence: 'This device says more about itself than this site asked for.',
    next: 'Nothing is lost. Create the passkey in another place: a password manager, your phone, or another security key.',
  },
  passkey_unknown: {
    sentence: 'This passkey does not belong to any account here.',
    next: 'Choose another passkey. If you have none that works, choose “Lost your passkey?”.',
  },
  passkey_suspended: {
    sentence: 'This passkey is suspended: it was removed, frozen, or reported lost or stolen.',
    next: 'Sign in with another passkey; you may be able to restore this one there. If that wasn’t you, choose “Stop changes I didn’t make” on the sign-in page.',
  },
  passkey_known_already: {
    sentence: 'This device already has a passkey for this account.',
    next: 'You can sign in with it. To add one more, use another device or password manager.',
  },
  step_up_refused: {
    sentence: 'We could not confirm that it is you.',
    next: 'Try again with a passkey of this account that is not suspended or new.',
  },
  on_probation: {
    sentence: 'A passkey that was just recovered cannot do this yet.',
    next: 'Use an older passkey, or wait until the waiting time is over.',
  },
  last_passkey: {
    sentence: 'This is the last passkey that opens this account.',
    next: 'Add another passkey first; then this one can go.',
  },
  too_new: {
    sentence: 'This needs an older passkey.',
    next: 'Confirm with the oldest that you have. One that was added or recovered changes nothing older for 7 days.',
  },
  too_many_passkeys: {
    sentence: 'That’s as many new passkeys as can be added for now.',
    next: 'Remove some that you don’t need, or add another in a few days.',
  },
  too_many_scheduled: {
    sentence: 'Too many removals are scheduled already.',
    next: 'Cancel one of them first, or confirm with an older passkey.',
  },
  not_undoable: {
    sentence: 'This cannot be undone any more.',
    next: 'You can still remove passkeys under “Passkeys”.',
  },
  not_admin: {
    sentence: 'This page is for admins.',
    next: 'Whoever runs the server can make you one with npm run admin.',
  },
  step_up_due: { sentence: 'This needs your passkey again.', next: 'Confirm with it to go on.' },
  proof_invalid: { sentence: 'This page could not prove itself.', next: 'Load it again for a new code.' },
  pairing_over: { sentence: 'This request is over.', next: 'Start again with a new code.' },
  not_now: { sentence: 'That is not possible at this step.', next: 'Look at what the page says now.' },
  name_required: { sentence: 'Your account name is needed.', next: 'Type it to go on.' },
  return_pin_wrong: { sentence: 'That is not the PIN.', next: 'Read it again on your other device.' },
  return_pin_expired: { sentence: 'That PIN has run out.', next: 'Get a new one on your other device.' },
  code_invalid: {
    sentence: 'This code does not work.',
    next: 'It may have changed or run out. Get a new one on your own screen; if somebody sent it to you, stop: it is a trick.',
  },
  own_page: {
    sentence: 'This browser cannot approve itself.',
    next: 'You are signed in here, so you can simply add a passkey under “Passkeys”.',
  },
  already_claimed: {
    sentence: 'This code is already in use on one of your devices.',
    next: 'Go on there, or choose “Not me: new code” on the screen that shows it.',
  },
  no_usable_passkey: {
    sentence: 'This device has no passkey that may approve.',
    next: 'Use another device where you are signed in with a passkey.',
  },
  claim_over: { sentence: 'This request is over.', next: 'Get a new code on the other device.' },
  view_changed: { sentence: 'Something changed while you looked.', next: 'Read it again, then decide.' },
  retire_refused: { sentence: 'This passkey cannot be the lost one.', next: 'Choose another, or none.' },
}

/** The sentence and the next step for any refusal; a known waiting time replaces the next step. */
export function errorWords({ code, retryAfterMs }: PageError): Words {
  const words = ERRORS[code]
  if (!retryAfterMs) return words
  return { sentence: words.sentence, next: `Try again in ${formatDuration(retryAfterMs)}.` }
}
