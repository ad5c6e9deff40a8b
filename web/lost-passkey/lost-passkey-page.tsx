import './lost-passkey.css'
import { useEffect, useState } from 'preact/hooks'
import { codes, startHeading } from '../messages/lost-passkey.ts'
import { PageShell } from '../ui/page-shell.tsx'
import { useRoughLeft } from '../ui/use-rough-left.ts'
import { CodesScreen } from './codes-screen.tsx'
import { LinkNotice } from './link-notice.tsx'
import type { RequestingPage } from './requesting-page.ts'
import { RestMissing } from './rest-missing.tsx'
import { screenOf } from './screen.ts'
import { SignedInNotice } from './signed-in-notice.tsx'
import { useLater } from './use-later.ts'

/** `/lost-passkey`: from the code to the first sign-in with the new passkey. */
export function LostPasskeyPage({ page }: { readonly page: RequestingPage }) {
  const [state, setState] = useState(page.state)
  useEffect(() => page.listen(setState), [page])
  const leftMs = useRoughLeft(state.received ? null : (state.refusal?.until ?? null))
  const rest = useLater()
  const screen = screenOf(state)
  const onCodes = screen === 'codes' || screen === 'starting'
  const later = onCodes || rest === 'missing' ? null : rest
  const heading = later ? later.laterHeading(state, leftMs) : startHeading[page.purpose]
  return (
    <PageShell
      heading={heading}
      // A heading that counts down must not take the focus each time.
      step={screen === 'locked' ? screen : heading}
      intro={onCodes && codes.intro[page.purpose]}
      width={onCodes ? 'wide' : 'narrow'}
    >
      <LinkNotice link={state.link} />
      {onCodes && <SignedInNotice />}
      {onCodes && <CodesScreen state={state} page={page} />}
      {later && <later.LaterScreen state={state} page={page} leftMs={leftMs} />}
      {!onCodes && rest === 'missing' && <RestMissing />}
    </PageShell>
  )
}
