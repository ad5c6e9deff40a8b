import type { SendMailOptions } from 'nodemailer'
import type { Mail } from './mail.ts'

/** Who mails come from. */
export interface Sender {
  readonly name: string
  readonly address: string
}

/** A mail as the library takes it. Names and addresses are separate fields, so that none is read as two. */
export function messageOf(mail: Mail, sender: Sender, host: string): SendMailOptions {
  return {
    from: { ...sender },
    to: { name: '', address: mail.to },
    envelope: { from: sender.address, to: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    date: new Date(mail.at),
    messageId: `<${mail.id}@${host}>`, // [M3]
    headers: { 'Auto-Submitted': 'auto-generated' },
    // Nothing of a mail is read from a file or fetched from an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
