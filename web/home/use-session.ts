import { useEffect, useState } from 'preact/hooks'
import type { SessionInfo } from '../../shared/api.ts'
import { get } from '../wire/http.ts'

/** Nobody is kept from signing in by an answer that does not come. */
const PATIENCE_MS = 1_500

/** This browser's session: null while unknown, signed out where it stays so. */
export function useSession(): SessionInfo | null {
  const [session, setSession] = useState<SessionInfo | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSession((known) => known ?? { signedIn: false }), PATIENCE_MS)
    void get('/api/session').then((answer) => setSession(answer.ok ? answer.body : { signedIn: false }))
    return () => clearTimeout(timer)
  }, [])
  return session
}
