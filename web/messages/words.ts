import type { Lead } from './leads.ts'

/** What a person is told if something did not work: why, and what to do next. */
export interface Words {
  readonly sentence: string
  readonly next: string
  /** It cannot be solved on the page, so the page also says how to reach the people who run the site. */
  readonly help?: true
  /** Where the next step is taken, which the page links to. */
  readonly leads?: Lead
  /** It was given for another account than this page is about. */
  readonly ofOther?: true
}
