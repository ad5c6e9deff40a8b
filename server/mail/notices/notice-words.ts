/** The words of a notice. */
export interface NoticeWords {
  /** The end of the subject. */
  readonly subject: string
  readonly says: string
  /** What is said instead where the fact has this detail. */
  readonly where?: Readonly<Record<string, { readonly says: string; readonly next?: string }>>
  /** What to do, if it is not the usual. */
  readonly next?: string
  /** There is no account any more, so no link leads to it. */
  readonly gone?: true
  /** What the link is for that leads to the ways back in. It has no secret. */
  readonly undo?: string
}
