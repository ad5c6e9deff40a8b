import { useEffect, useState } from 'preact/hooks'
import type { SessionInfo } from '../../shared/api.ts'

type Announcements = typeof import('../stop-changes/announcements.tsx')['Announcements']

interface NewsProps {
  readonly session: Extract<SessionInfo, { readonly signedIn: true }>
}

/** News of the account. Its script is only loaded if there is some, because most people have none. */
export function News({ session: { recoveries, scheduled } }: NewsProps) {
  const [shown, setShown] = useState<{ readonly Announcements: Announcements } | null>(null)
  const some = recoveries.length > 0 || scheduled.length > 0
  useEffect(() => {
    if (some) void import('../stop-changes/announcements.tsx').then(setShown, () => {})
  }, [some])
  return shown && <shown.Announcements recoveries={recoveries} scheduled={scheduled} />
}
