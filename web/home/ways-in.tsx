import '../ui/button.css'
import { site } from '../wire/site.ts'
import { home } from './messages.ts'

/** For those who are signed out. */
export function WaysIn() {
  return (
    <nav class="button-row home-ways" aria-label={home.waysIn}>
      <a class="button primary" href="/sign-in">
        {home.signIn}
      </a>
      {site.signUp !== 'closed' && (
        <a class="button secondary" href="/sign-up">
          {home.createAccount}
        </a>
      )}
    </nav>
  )
}
