import './admin.css'
import { useEffect, useState } from 'preact/hooks'
import { PageShell } from '../ui/page-shell.tsx'
import { site } from '../wire/site.ts'
import { type BegunCase, CaseDesk } from './case-desk.tsx'
import { isShut, opensByStepUp } from './console-state.ts'
import { DoorScreen } from './door-screen.tsx'
import { LiveConsole } from './live-console.tsx'
import { doorHeadings, admin as say } from './messages/console.ts'
import { useConsole } from './use-console.ts'

/** `/admin`: the way in, and then what happens on this deployment while it happens. */
export function AdminPage() {
  const { state, knock } = useConsole()
  const { door, link, shown } = state
  const [begun, setBegun] = useState<BegunCase | null>(null)
  const [handled, setHandled] = useState(0)
  const waits = opensByStepUp(door)
  const stays = !isShut(door) || waits
  // Behind every other door, somebody else may sit there.
  useEffect(() => {
    if (!stays) setBegun(null)
  }, [stays])
  const heading = doorHeadings[door]
  const alarms = shown?.figures.alarms.length ?? 0
  // The title of the tab tells someone in another tab that there are alarms.
  useEffect(() => {
    document.title = `${alarms > 0 ? `(${alarms}) ` : ''}${heading} · ${site.name}`
  }, [alarms, heading])
  return (
    <PageShell
      heading={heading}
      width={shown ? 'full' : 'narrow'}
      actions={
        <a class="button quiet" href="/account">
          {say.account}
        </a>
      }
    >
      {isShut(door) && !(begun && waits) && <DoorScreen door={door} knock={knock} />}
      {!isShut(door) && !shown && <p class="soft">{link === 'up' ? say.loading : say.unreachable}</p>}
      {shown && <LiveConsole state={state} shown={shown} cases={{ handled, onBegin: setBegun }} />}
      {stays && (
        <CaseDesk
          begun={begun}
          reopen={waits ? knock : null}
          onClose={() => setBegun(null)}
          onDone={() => {
            setBegun(null)
            setHandled(handled + 1)
          }}
        />
      )}
    </PageShell>
  )
}
