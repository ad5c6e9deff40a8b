import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { AccountPage } from '../../shared/account-page.ts'
import type { AccountLink } from '../owner/live.ts'
import { get } from '../wire/http.ts'
import { createTurns } from '../wire/in-order.ts'
import type { PageError } from '../wire/page-error.ts'
import { isSigningOut, leaveForSignIn } from './leave-for-sign-in.ts'

interface AccountState {
  /** The last answer. It stays when a later reading fails. */
  readonly page: AccountPage | null
  readonly error: PageError | null
  /** Resolves to true if it was read. */
  readonly refresh: () => Promise<boolean>
  readonly link: AccountLink
  /** The server speaks a newer protocol than this page. */
  readonly outdated: boolean
}

/**
 * The account as it is now: read at once, and again at every event from the server. `onBack`: the connection is back.
 */
export function useAccount(onBack: () => void): AccountState {
  const [page, setPage] = useState<AccountPage | null>(null)
  const [error, setError] = useState<PageError | null>(null)
  const [link, setLink] = useState<AccountLink>('live')
  const [outdated, setOutdated] = useState(false)

  const turn = useMemo(createTurns, [])
  const refresh = useCallback(async () => {
    if (isSigningOut()) return false
    const counts = turn()
    const answer = await get('/api/account')
    if (!answer.ok && answer.error.code === 'not_signed_in') {
      leaveForSignIn('never')
      return false
    }
    if (counts()) {
      if (answer.ok) setPage(answer.body)
      setError(answer.ok ? null : answer.error)
    }
    return answer.ok
  }, [turn])

  const signedIn = page !== null
  useEffect(() => void refresh(), [refresh])
  useEffect(() => {
    if (!signedIn) return
    // The socket is opened after the page is shown, because the page does not need it.
    const live = import('../owner/live.ts').then(({ followAccount }) =>
      followAccount({
        changed: refresh,
        ended: () => leaveForSignIn('ended'),
        link: setLink,
        back: onBack,
        outdated: () => setOutdated(true),
      }),
    )
    live.catch(() => setLink('unreached'))
    return () => void live.then((stop) => stop()).catch(() => {})
  }, [signedIn, refresh])
  return { page, error, refresh, link, outdated }
}
