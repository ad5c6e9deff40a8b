import './lost-passkey.css'
import { useEffect, useState } from 'preact/hooks'
import { codes, headingOf } from '../messages/lost-passkey.ts'
import { endCauseWords } from '../messages/reasons.ts'
import { PageShell } from '../ui/page-shell.tsx'
import { ClaimedScreen } from './claimed-screen.tsx'
import { CodesScreen } from './codes-screen.tsx'
import { ConfirmScreen } from './confirm-screen.tsx'
import { EndedScreen } from './ended-screen.tsx'
import { LinkNotice } from './link-notice.tsx'
import { NameScreen } from './name-screen.tsx'
import type { PageState } from './page-state.ts'
import { DoneScreen, ProveScreen } from './prove-screen.tsx'
import { RefusedScreen } from './refused-screen.tsx'
import type { RequestingPage } from './requesting-page.ts'
import { screenOf } from './screen.ts'
import { SignedInNotice } from './signed-in-notice.tsx'

/** `/lost-passkey`: from the code to the first sign-in with the new passkey. */
export function LostPasskeyPage({ page }: { readonly page: RequestingPage }) {
  const [state, setState] = useState(page.state)
  useEffect(() => page.listen(setState), [page])
  const screen = screenOf(state)
  const onCodes = screen === 'codes' || screen === 'starting'
  const cause = state.received?.view.endCause ?? 'time-ran-out'
  return (
    <PageShell
      heading={screen === 'ended' ? endCauseWords[cause].sentence : headingOf(screen, page.purpose)}
      intro={onCodes && codes.intro[page.purpose]}
      width={onCodes ? 'wide' : 'narrow'}
    >
      <LinkNotice link={state.link} />
      {onCodes && <SignedInNotice />}
      <ScreenOf state={state} page={page} />
    </PageShell>
  )
}

function ScreenOf({ state, page }: { readonly state: PageState; readonly page: RequestingPage }) {
  const screen = screenOf(state)
  const { received, refusal } = state
  if (screen === 'name') return <NameScreen page={page} />
  if (!received)
    return refusal ? <RefusedScreen page={page} error={refusal} /> : <CodesScreen {...{ state, page }} />
  switch (screen) {
    case 'return-pin':
    case 'waiting':
      return <ClaimedScreen received={received} page={page} />
    case 'confirm':
      return <ConfirmScreen received={received} page={page} />
    case 'prove':
      return <ProveScreen />
    case 'done':
      return <DoneScreen />
    case 'ended':
      return <EndedScreen view={received.view} page={page} />
    default:
      return <CodesScreen state={state} page={page} />
  }
}
