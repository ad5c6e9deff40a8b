import '../ui/button.css'
import type { SessionInfo } from '../../shared/api.ts'
import { formatMoment } from '../messages/moments.ts'
import { home } from './messages.ts'

interface WaysOnProps {
  readonly session: Extract<SessionInfo, { readonly signedIn: true }>
}

/** For people who are signed in: to let another device in, unless this device may not yet, and the account. */
export function WaysOn({ session: { cannotApprove, probationUntil } }: WaysOnProps) {
  return (
    <>
      <nav class="button-row home-ways" aria-label={home.waysOn}>
        {!cannotApprove && (
          <a class="button primary" href="/approve">
            {home.approve}
          </a>
        )}
        <a class={`button ${cannotApprove ? 'primary' : 'secondary'}`} href="/account">
          {home.yourAccount}
        </a>
      </nav>
      {cannotApprove && (
        <p class="soft home-reason">
          {probationUntil === null ? home.noUsablePasskey : home.onProbation(formatMoment(probationUntil))}
        </p>
      )}
    </>
  )
}
