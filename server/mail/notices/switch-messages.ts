import type { NoticeWords } from './notice-words.ts'

/** What owners are told of the switches of methods: by which method, and what becomes of it. */
type SwitchNoticed = `${'email-recovery' | 'assisted'}-${'on' | 'off'}${'' | '-scheduled'}`

/** The words for each. */
export const SWITCH_NOTICES: Readonly<Record<SwitchNoticed, NoticeWords>> = {
  'email-recovery-on-scheduled': {
    subject: 'e-mail will be a way back in',
    says: 'In 7 days, whoever reads your mail can use it to get back into your account, unless you stop that.',
  },
  'email-recovery-on': {
    subject: 'e-mail is a way back in',
    says: 'From now on, whoever reads your mail can use it to get back into your account, after a few days’ wait.',
  },
  'email-recovery-off-scheduled': {
    subject: 'e-mail will stop being a way back in',
    says: 'In 7 days, codes by mail won’t let you back into your account any more, unless you stop that.',
  },
  'email-recovery-off': {
    subject: 'e-mail is no longer a way back in',
    says: 'Codes by mail don’t let you back into your account any more. You still get notices such as this one.',
  },
  'assisted-on-scheduled': {
    subject: 'support will be a way back in',
    says: 'In 7 days, support can help someone back into your account if two of them vouch for that person, unless you stop that.',
  },
  'assisted-on': {
    subject: 'support is a way back in',
    says: 'From now on, support can help someone back into your account if two of them vouch for that person, after a few days’ wait.',
  },
  'assisted-off-scheduled': {
    subject: 'support will stop being a way back in',
    says: 'In 7 days, support can’t vouch any more for anyone who wants to get back into your account, unless you stop that.',
  },
  'assisted-off': {
    subject: 'support is no longer a way back in',
    says: 'Support can’t vouch any more for anyone who wants to get back into your account.',
  },
}
