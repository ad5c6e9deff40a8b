import type { AuditAction } from '../../../shared/audit.ts'
import type { Whence } from '../content.ts'
import type { NoticeWords } from './notice-words.ts'
import { SWITCH_NOTICES } from './switch-messages.ts'

/** What to do about most of what a notice tells. */
export const tail =
  'If that was you, there’s nothing to do. If not, open your account on a device that is signed in: “Security news” says more, and “Stop changes I didn’t make” takes back what a newer passkey did.'

/** Of a passkey that two proofs brought, what older ones can't stop. */
const OUTWEIGHED = {
  says: 'A new passkey of your account will remove an older one in 7 days. Two different ways brought it in a recovery, so only the new passkey can stop that.',
  next: 'If that was you, there’s nothing to do. If not, open your account on a device that is signed in, pause that recovery, and ask support for help at once.',
}

/** The facts that owners are told by mail at each address that counts, and the words for each. */
export const NOTICES: Readonly<Record<Noticed, NoticeWords>> = {
  'recovery-proven': {
    subject: 'a recovery is done',
    says: 'A new passkey signed in for the first time. With that, a recovery of your account was completed.',
    next: 'If that was you, there’s nothing to do. If not, open your account within 7 days on a device that is signed in with an older passkey, and freeze it there.',
    undo: 'If you have no such device any more, this link leads to the page that lets you back in with backup codes and e-mail. There you can say that the new passkey isn’t yours. Then it’s undone, if what you use to get back in is older than it.',
  },
  'recovery-frozen': {
    subject: 'a new passkey was frozen',
    says: 'A recovery or an added passkey of your account was frozen. That passkey can’t sign in now. Your account page says what you can decide about it, and until when.',
  },
  'recovery-lifted': {
    subject: 'a frozen passkey works again',
    says: 'A recovery or an added passkey of your account was frozen, and works again.',
  },
  'recovery-undone': {
    subject: 'a recovery was undone',
    says: 'A recovery or an added passkey of your account was undone. That passkey can’t sign in any more.',
  },
  'recovery-paused': {
    subject: 'a recovery was paused',
    says: 'A recovery of your account waits for 3 days longer, because someone paused it from a signed-in device or with the link of a mail.',
  },
  'operator-link-made': {
    subject: 'a link into your account was made',
    says: 'Support made a link that lets whoever has it create a new passkey for your account. It works once, within 24 hours.',
    next: 'If you asked for it, there’s nothing to do. If not, tell support at once.',
  },
  'case-approved': {
    subject: 'support vouched for someone',
    says: 'Someone who can’t sign in asked support for help with your account. Two people from support vouched for that person, and read a code out to them or mailed it to an address of yours. With the code, that person can start a recovery.',
    next: 'If that was you, there’s nothing to do. If not, tell support at once, and open your account on a device that is signed in. You can stop the recovery there.',
  },
  'case-taken-back': {
    subject: 'support took a recovery back',
    says: 'Two people from support had vouched for someone who wanted to get back into your account. Support took that back. If the recovery was not complete, it ended. If a new passkey had signed in already, that passkey can’t sign in any more.',
    next: 'If you don’t know why, ask support. You can open another case.',
  },
  'account-renamed': {
    subject: 'it was renamed',
    says: 'Your account was renamed. For 7 days the old name can be taken back, and nobody else can have it.',
    next: 'If that was you, there’s nothing to do. If not, open your account within 7 days on a device that is signed in with an older passkey, and take the old name back there.',
  },
  'account-name-restored': {
    subject: 'it has its old name back',
    says: 'Your account was renamed, and has its old name back.',
  },
  'account-deletion-scheduled': {
    subject: 'it will be deleted',
    says: 'Someone with a passkey of your account wants to delete it. In 7 days it’s deleted with everything that belongs to it, unless you stop that.',
    next: 'If that was you, there’s nothing to do. If not, open your account on a device that is signed in with the same or an older passkey, and press “Keep this account”.',
  },
  'account-deletion-cancelled': {
    subject: 'it is not deleted',
    says: 'Your account was about to be deleted. That was cancelled, and the account stays.',
  },
  'account-deleted': {
    subject: 'it was deleted',
    says: 'Your account was deleted, as someone asked for 7 days ago with one of its passkeys. Nothing that identifies you is kept.',
    next: 'Nothing can be restored. You get no mail about it any more.',
    gone: true,
  },
  'passkey-added': { subject: 'a passkey was added', says: 'A passkey was added to your account.' },
  'passkey-set-aside': {
    subject: 'a passkey was removed',
    says: 'A passkey of your account was removed. It can be restored for 7 days.',
  },
  'passkey-scheduled': {
    subject: 'a passkey will be removed',
    says: 'A newer passkey of your account will remove an older one in 7 days, unless you stop that.',
    where: { 'lost-by-two': OUTWEIGHED, 'stolen-by-two': OUTWEIGHED },
  },
  'passkey-suspended': {
    subject: 'a passkey was suspended',
    says: 'A passkey of your account was suspended, because it was reported lost or stolen, or was stopped. It can’t sign in now.',
  },
  'passkey-restored': {
    subject: 'a passkey was restored',
    says: 'A passkey of your account that was removed or suspended works again.',
  },
  'changes-stopped': {
    subject: 'changes were stopped',
    says: 'Changes to your account that newer passkeys had made were stopped.',
  },
  'backup-codes-made': {
    subject: 'new backup codes were made',
    says: 'New backup codes were made for your account. They replace the earlier ones, at once or after 7 days; your account page says which.',
  },
  'backup-codes-renewed': {
    subject: 'backup codes were renewed',
    says: 'New backup codes were made in the place of used ones. They work at once or after 7 days; your account page says which.',
  },
  'backup-codes-counting': {
    subject: 'new backup codes work now',
    says: 'The new backup codes of your account work from now on, and the earlier ones don’t.',
  },
  'backup-codes-off-scheduled': {
    subject: 'backup codes will be switched off',
    says: 'The backup codes of your account will be switched off in 7 days, unless you stop that.',
  },
  'backup-codes-off': {
    subject: 'backup codes are switched off',
    says: 'The backup codes of your account don’t work any more.',
    where: {
      stopped: {
        says: 'The backup codes of your account don’t work any more. The passkey that made them was stopped. You can make new ones on your account page.',
      },
    },
  },
  'backup-codes-voided': {
    subject: 'some backup codes don’t work any more',
    says: 'Some backup codes of your account don’t work any more: those that a stopped passkey had made in the place of used ones. The others still work.',
  },
  ...SWITCH_NOTICES,
  'contact-agreed': {
    subject: 'someone agreed to be your recovery contact',
    says: 'Someone you asked agreed to be your recovery contact. In 7 days they can vouch for you, unless you stop that. Their word alone lets nobody in.',
  },
  'contact-end-scheduled': {
    subject: 'a recovery contact will end',
    says: 'A recovery contact of your account will end in 7 days, unless you stop that.',
  },
  'contact-ended': {
    subject: 'a recovery contact ended',
    says: 'A recovery contact of your account ended, or a request to be one was taken back.',
  },
  'address-added': {
    subject: 'an e-mail address was added',
    says: 'An e-mail address was added to your account. In 7 days, unless you stop that, it starts to get notices such as this one, and codes to get back in if e-mail is one of your ways.',
  },
  'address-counts': {
    subject: 'an e-mail address is in use now',
    says: 'An e-mail address of your account is in use from now on: it gets notices such as this one, and codes to get back in if e-mail is one of your ways.',
  },
  'address-scheduled': {
    subject: 'an e-mail address will be removed',
    says: 'An e-mail address of your account will be removed in 7 days, unless you stop that.',
  },
  'address-kept': {
    subject: 'an e-mail address stays',
    says: 'An e-mail address of your account was about to be removed, and stays.',
  },
  'address-removed': {
    subject: 'an e-mail address was removed',
    says: 'An e-mail address was removed from your account. It gets no mail any more.',
  },
}

/** The words of the link to the account page. */
export const openAccount = 'Open your account'

/** The words of the link to the ways back in. */
export const undoLink = 'Get back in and undo it'

/** An action of the audit that owners are told of. */
export type Noticed = Extract<
  AuditAction,
  | 'recovery-proven'
  | 'recovery-frozen'
  | 'recovery-lifted'
  | 'recovery-undone'
  | 'recovery-paused'
  | 'operator-link-made'
  | 'case-approved'
  | 'case-taken-back'
  | 'changes-stopped'
  | `account-${'renamed' | 'name-restored' | 'deletion-scheduled' | 'deletion-cancelled' | 'deleted'}`
  | `passkey-${'added' | 'set-aside' | 'scheduled' | 'suspended' | 'restored'}`
  | `backup-codes-${'made' | 'renewed' | 'counting' | 'off-scheduled' | 'off' | 'voided'}`
  | `${'email-recovery' | 'assisted'}-${'on' | 'off'}${'' | '-scheduled'}`
  | `contact-${'agreed' | 'end-scheduled' | 'ended'}`
  | `address-${'added' | 'counts' | 'scheduled' | 'kept' | 'removed'}`
>

/** Of a recovery that was begun. */
export const begun = {
  subject: 'someone wants to recover it',
  says: (site: string) =>
    `Someone who can’t sign in wants to get back into your account at ${site}, and showed something that only you should have.`,
  noWait: 'It doesn’t wait',
  own: 'If that’s you, there’s nothing to do.',
  device:
    'If it isn’t you, open your account on a device that is signed in, and press “Stop: this wasn’t me”. That is the surest way.',
  stop: 'Open your account to stop it',
  pause:
    'If you have no such device at hand, this link leads to a page with a button that pauses the recovery for 3 days. Opening the page changes nothing.',
  link: 'Pause it for 3 days',
}

/** Of a request to be a contact. */
export const contactRequest = {
  subject: 'someone asks you to be their recovery contact',
  says: (site: string) => `Someone with an account at ${site} asks you to be their recovery contact.`,
  means:
    'If they lose their passkeys, you could help them back in. You get no access to their account, and they get none to yours.',
  next: 'If you know them and want to help, open your account page and press “Agree”. If not, there’s nothing to do. Anybody can choose any account name, so ask them whether it was them. On the same page you can say that nobody may ask you.',
  link: 'Open your account page',
}

/** How a proof was given. */
export const WAYS: Readonly<Record<string, string>> = {
  'backup-code': 'With a backup code',
  email: 'With a code from a mail',
  assisted: 'With help from support',
  contact: 'With the word of one of your recovery contacts',
}

/** A moment, for people anywhere. */
export function moment(at: number): string {
  return new Date(at).toUTCString().replace('GMT', 'UTC')
}

/** What device and network something came from. */
export function whenceFacts({ device, network }: Whence): readonly (readonly [string, string])[] {
  return [
    ['Device', device ?? 'not known'],
    ['Network', network ?? 'not known'],
  ]
}
