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
    says: 'From now on, whoever reads your mail can use it to get back into your account, after a wait of days.',
  },
  'email-recovery-off-scheduled': {
    subject: 'e-mail will be no way back in',
    says: 'In 7 days, codes by mail won’t let you back into your account any more, unless you stop that.',
  },
  'email-recovery-off': {
    subject: 'e-mail is no way back in',
    says: 'Codes by mail don’t let you back into your account any more. You still get notices such as this one.',
  },
  'assisted-on-scheduled': {
    subject: 'support will be a way back in',
    says: 'In 7 days, the people who run the site can help someone back into your account whom two of them vouch for, unless you stop that.',
  },
  'assisted-on': {
    subject: 'support is a way back in',
    says: 'From now on, the people who run the site can help someone back into your account whom two of them vouch for, after a wait of days.',
  },
  'assisted-off-scheduled': {
    subject: 'support will be no way back in',
    says: 'In 7 days, the people who run the site won’t help anybody back into your account any more, unless you stop that.',
  },
  'assisted-off': {
    subject: 'support is no way back in',
    says: 'The people who run the site don’t help anybody back into your account any more.',
  },
}
