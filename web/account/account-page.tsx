import { useCallback, useState } from 'preact/hooks'
import { errorWords } from '../messages/errors.ts'
import { ContactRequests } from '../methods/contacts/on-account/requests.tsx'
import { AccountChanges } from '../owner/account-changes/account-changes.tsx'
import type { SectionProps } from '../owner/section-props.ts'
import { UnderWay } from '../owner/under-way/under-way.tsx'
import { YoungUntil } from '../owner/use-owner-step-up.ts'
import { Button } from '../ui/button.tsx'
import { DoneToast } from '../ui/done-toast.tsx'
import { focusIfLost } from '../ui/focus-if-lost.ts'
import { LinkNotice } from '../ui/link-notice.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageShell } from '../ui/page-shell.tsx'
import { TryAgain } from '../ui/try-again.tsx'
import { useNow } from '../ui/use-now.ts'
import { ActivitySection, SecuritySection } from './activity-section.tsx'
import { AddressesSection } from './addresses-section.tsx'
import { DataSection } from './data-section.tsx'
import { DevicesSection } from './devices-section.tsx'
import { HealthSection } from './health-section.tsx'
import { account as say } from './messages/account.ts'
import { accountLinkWords, connected } from './messages/account-link.ts'
import { NameSection } from './name-section.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { RecoverySection } from './recovery-section.tsx'
import { SignOutButton } from './sign-out-button.tsx'
import { useAccount } from './use-account.ts'
import { useSignals } from './use-signals.ts'

/** Renders the page anew each minute, so that "5 minutes ago" and "tomorrow" stay true while it is open. */
const WORDS_HOLD_MS = 60_000

/** `/account`: the owner's page, kept current while it is open. */
export function AccountPage() {
  const [done, setDone] = useState<{ readonly sentence: string } | null>(null)
  const onBack = useCallback(() => setDone({ sentence: connected }), [])
  const { page, error, refresh, link, outdated } = useAccount(onBack)
  const intro = page && (
    <>
      {say.signedInAs} <strong translate={false}>{page.name}</strong>
      {page.admin && (
        <>
          {' · '}
          <a href="/admin">{say.console}</a>
        </>
      )}
    </>
  )
  const onDone = async (sentence: string) => {
    setDone({ sentence })
    await refresh()
    // The button that was pressed may be gone with its row.
    focusIfLost()
  }
  return (
    <PageShell heading={say.heading} intro={intro} width="wide" actions={page && <SignOutButton />}>
      {outdated && (
        <Notice tone="warn" live="status" title={say.outdated}>
          <Button kind="secondary" onPress={() => location.reload()}>
            {say.reload}
          </Button>
        </Notice>
      )}
      {link === 'live' ? null : <LinkNotice key={link} {...accountLinkWords[link]} />}
      <TryAgain words={error && errorWords(error)} look={refresh} />
      {!page && !error && <p class="soft">{say.loading}</p>}
      <DoneToast done={done} onGone={() => setDone(null)} />
      {page && <Sections page={page} onDone={onDone} onPerhaps={() => void refresh()} />}
    </PageShell>
  )
}

function Sections({ page, onDone, onPerhaps }: SectionProps & { readonly onPerhaps: () => void }) {
  useNow(WORDS_HOLD_MS)
  useSignals(page)
  const news = page.recoveries.length > 0 || page.scheduled.length > 0 || page.probationUntil !== null
  const own = page.passkeys.find(({ current }) => current)
  const recovery = <RecoverySection key="recovery" page={page} onDone={onDone} />
  return (
    <YoungUntil.Provider value={own?.youngUntil ?? null}>
      <UnderWay rows={page.underWay} onStopped={onPerhaps} />
      <AccountChanges changes={page.changes} onDone={page.probationUntil === null ? onDone : null} />
      <ContactRequests page={page} onDone={onDone} />
      <HealthSection page={page} />
      {news && recovery}
      {/* Without a key it would begin anew when “Recovery” comes before it, and lose its open dialog. */}
      <PasskeysSection key="passkeys" page={page} onDone={onDone} onPerhaps={onPerhaps} />
      {!news && recovery}
      <AddressesSection page={page} onDone={onDone} />
      <DevicesSection page={page} onDone={onDone} />
      <SecuritySection page={page} />
      <ActivitySection page={page} />
      <DataSection page={page} onDone={onDone} />
      <NameSection page={page} onDone={onDone} />
    </YoungUntil.Provider>
  )
}
