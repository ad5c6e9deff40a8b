import { useEffect, useState } from 'preact/hooks'
import type { SessionInfo } from '../../shared/api.ts'
import { get } from '../wire/http.ts'

/** If no answer comes within this time, the ways in are shown. Milliseconds. */
const PATIENCE_MS = 1_500

/** This browser's session, kept current. Null while it is unknown; signed out if it stays so. */
export function useSession(): SessionInfo | null {
  const [session, setSession] = useState<SessionInfo | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSession((known) => known ?? { signedIn: false }), PATIENCE_MS)
    void get('/api/session').then((answer) => setSession(answer.ok ? answer.body : { signedIn: false }))
    return () => clearTimeout(timer)
  }, [])
  const signedIn = session?.signedIn === true
  useEffect(() => {
    if (!signedIn) return
    const changed = async () => {
      const answer = await get('/api/session')
      if (answer.ok) setSession(answer.body)
      return answer.ok
    }
    // Without the connection this page shows what it was told first.
    const live = import('../owner/live.ts').then(({ followAccount }) =>
      followAccount({ changed, ended: () => void changed(), link() {}, back() {}, outdated() {} }),
    )
    return () => void live.then((stop) => stop()).catch(() => {})
  }, [signedIn])
  return session
}
