/** What a person is told when something did not work: why, and what to do next. */
export interface Words {
  readonly sentence: string
  readonly next: string
}
