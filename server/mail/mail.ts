/** One mail, ready to be sent. */
export interface Mail {
  /** Names it in the outbox, and in its Message-ID. Every try of the same mail has the same one. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** When it was written, in milliseconds since 1970. */
  readonly at: number
}

/**
 * What became of a try. `refused`: the mail server says that there is no such mailbox. `later`: it may take it another
 * time. `why` has a code of SMTP or of the system in it, and never an address or a password.
 */
export type Sending =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'later'; readonly why: string }

/** Hands mails to a server, or writes them into files. */
export interface Mailer {
  /** Where mail goes, for the end of a sentence, without a password. */
  readonly place: string
  /** Never throws. Takes a minute at most. */
  send(mail: Mail): Promise<Sending>
}
