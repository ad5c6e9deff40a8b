import type { AccountPage } from '../../shared/account-page.ts'

/** What each section of the page is given. */
export interface SectionProps {
  readonly page: AccountPage
  /** Something was done: say it, and read the account again. */
  readonly onDone: (sentence: string) => void
}
