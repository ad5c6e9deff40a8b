import './lost-passkey.css'
import { useEffect, useState } from 'preact/hooks'
import { linkWords } from '../../../messages/link.ts'
import { LinkNotice } from '../../../ui/link-notice.tsx'
import { PageShell } from '../../../ui/page-shell.tsx'
import { useRoughLeft } from '../../../ui/use-rough-left.ts'
import { site } from '../../../wire/site.ts'
import { CodesScreen } from './codes-screen.tsx'
import { isLocalOnly } from './local-only.ts'
import { LocalOnlyNotice } from './local-only-notice.tsx'
import { codes, startHeading } from './messages/first.ts'
import { troubleOf } from './page-state.ts'
import type { RequestingPage } from './requesting-page.ts'
import { RestMissing } from './rest-missing.tsx'
import { screenOf, stepOf } from './screen.ts'
import { SignedInNotice } from './signed-in-notice.tsx'
import { useIsPhone } from './use-is-phone.ts'
import { useLater } from './use-later.ts'

/** `/lost-passkey`: from the code to the first sign-in with the new passkey. */
export function LostPasskeyPage({ page }: { readonly page: RequestingPage }) {
  const [state, setState] = useState(page.state)
  useEffect(() => page.listen(setState), [page])
  const leftMs = useRoughLeft(state.received ? null : (state.refusal?.until ?? null))
  const rest = useLater()
  const isPhone = useIsPhone()
  const screen = screenOf(state)
  const trouble = troubleOf(state)
  const onCodes = screen === 'codes' || screen === 'starting'
  const later = onCodes || rest === 'missing' ? null : rest
  const heading =
    later && screen !== 'cannot' ? later.laterHeading(state, leftMs) : startHeading[page.purpose]
  return (
    <PageShell
      heading={heading}
      picture={later && <later.LaterPicture state={state} />}
      progress={stepOf(screen)}
      // A heading that counts down must not take the focus each time.
      step={screen === 'locked' ? screen : heading}
      intro={onCodes && codes.intro[page.purpose]}
      width={onCodes ? 'wide' : 'narrow'}
    >
      <LinkNotice words={trouble && linkWords[trouble]} />
      {onCodes && <SignedInNotice />}
      {onCodes && isLocalOnly(site.publicUrl) && !isPhone && <LocalOnlyNotice />}
      {onCodes && <CodesScreen state={state} page={page} rest={rest} />}
      {onCodes && isLocalOnly(site.publicUrl) && isPhone && <LocalOnlyNotice />}
      {onCodes && rest && rest !== 'missing' && <rest.BelowCodes purpose={page.purpose} />}
      {later && <later.LaterScreen state={state} page={page} leftMs={leftMs} />}
      {!onCodes && rest === 'missing' && <RestMissing />}
    </PageShell>
  )
}
