import { linkMissing } from '../../../messages/link-missing.ts'
import { formatMoment, formatWhen } from '../../../messages/moments.ts'
import type { Words } from '../../../messages/words.ts'

/** Words of the page that a contact opens. */
export const vouch = {
  heading: 'Vouch for someone',
  loading: 'Looking at your link…',
  signIn: 'Sign in with a passkey',
  signInText: 'Sign in to see who’s asking.',
  otherText: 'Do you have another account here that was asked? Sign in with that one.',
  notHere: 'No account here? Then this link isn’t for you. Close this page.',
  asked: (name: string) => `${name} asks you to vouch for them`,
  text: 'Someone wants to get back into this account, and says that you know them:',
  asks: 'Asking from',
  claims: (device: string) => `A device that says it’s ${device}`,
  place: 'Place',
  near: (place: string) => `Near ${place}`,
  network: 'Network',
  when: 'Asked',
  at: (at: number) => formatWhen(at),
  warn: 'Only continue if you’re with them, or hear their voice on a call that you made. A message can come from anyone.',
  yes: 'Vouch for them',
  no: 'Not now',
  look: 'See who’s asking',
  waiting: (name: string) => `${name} is waiting for you. Nothing has happened yet.`,
  deny: 'This isn’t them',
  denied: 'Thank you. This link no longer works, and the owner of the account is told.',
  code: 'Read this code to them. They type it where they asked:',
  until: (at: number) =>
    `It works once, until ${formatMoment(at)}. Read it out. Don’t send it in a message, and don’t tell anyone else.`,
  next: 'That’s all. This gives you no access to their account. They still need a second way, and a few days.',
}

/** The link that was opened does not work. */
export const invalid: Words = {
  sentence: 'This link doesn’t work.',
  next: 'It’s more than 30 minutes old, you vouched more than 10 minutes ago, it was used, or it isn’t for the account that you’re signed in to. Ask them for a new one.',
}

/** A contact may have scanned it. */
export const missing: Words = { ...linkMissing, next: `${linkMissing.next} Or scan the code again.` }

/** The passkey is no older than the agreement. If none is, only another agreement helps, and that takes the end of this one. */
export const tooNew: Words = {
  sentence: 'This passkey is newer than your agreement.',
  next: 'To vouch, use a passkey that you had when you agreed. If you have none any more, stop being their contact on your account page, and ask them to name you again: that helps next time.',
}
