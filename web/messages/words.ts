/** What a person is told when something did not work: why, and what to do next. */
export interface Words {
  readonly sentence: string
  readonly next: string
  /** Nobody can mend it from the page alone: whoever shows it also shows how to reach the people who run the site. */
  readonly help?: true
}
