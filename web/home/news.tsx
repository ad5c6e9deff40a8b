import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { SessionInfo } from '../../shared/api.ts'

interface NewsProps {
  readonly session: Extract<SessionInfo, { readonly signedIn: true }>
}

/** News of the account. Its scripts are only loaded if there is some, because most people have none. */
export function News({ session }: NewsProps) {
  const { recoveries, scheduled, underWay, changes } = session
  const UnderWay = useLoaded(underWay.length > 0, loadUnderWay)
  const Announcements = useLoaded(recoveries.length > 0 || scheduled.length > 0, loadAnnouncements)
  const AccountChanges = useLoaded(changes.renamed !== null || changes.deletion !== null, loadChanges)
  return (
    <>
      {UnderWay && <UnderWay rows={underWay} />}
      {AccountChanges && <AccountChanges changes={changes} />}
      {Announcements && <Announcements recoveries={recoveries} scheduled={scheduled} />}
    </>
  )
}

const loadChanges = async () => (await import('../owner/account-changes/account-changes.tsx')).AccountChanges
const loadUnderWay = async () => (await import('../owner/under-way/under-way.tsx')).UnderWay
const loadAnnouncements = async () => (await import('../stop-changes/announcements.tsx')).Announcements

/** A component whose script is loaded once it is wanted, and stays. */
function useLoaded<Props>(
  wanted: boolean,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> | null {
  const [loaded, setLoaded] = useState<{ readonly component: ComponentType<Props> } | null>(null)
  useEffect(() => {
    if (wanted)
      load().then(
        (component) => setLoaded({ component }),
        () => {},
      )
  }, [wanted])
  return loaded?.component ?? null
}
