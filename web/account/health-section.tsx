import '../ui/button.css'
import '../ui/card.css'
import '../ui/section.css'
import './health-section.css'
import type { AccountPage } from '../../shared/account-page.ts'
import type { Health, HealthStep } from '../../shared/readiness.ts'
import { ChangeLater } from '../owner/change-later.tsx'
import { Notice } from '../ui/notice.tsx'
import { healthWords, health as say } from './messages/health.ts'

const TONES = { red: 'bad', amber: 'warn', green: 'good' } as const satisfies Record<
  Health['verdict'],
  string
>

/** Where each step is taken. Dialogs open by these (useOpenedBy); the others are places on the page. */
const LINKS: Readonly<Record<HealthStep, string>> = {
  'add-passkey': '#add-passkey',
  'make-codes': '#make-backup-codes',
  'renew-codes': '#make-backup-codes',
  'save-codes': '#try-backup-code',
  'keep-codes': '#backup-codes',
  'try-codes': '#try-backup-code',
  'add-address': '#addresses',
  'switch-on-email': '#email-recovery',
  'keep-email': '#email-recovery',
}

const HEADING = 'health'

/** Leads a person there who has just changed what it says. */
export function goToHealth(): void {
  const heading = document.getElementById(HEADING)
  heading?.scrollIntoView({ block: 'center' })
  heading?.focus({ preventScroll: true })
}

/** What would happen without this device, and what to do about it. It can't be closed. */
export function HealthSection({ page }: { readonly page: AccountPage }) {
  const { verdict, next } = page.health
  const { sentence, next: why } = healthWords(page)
  return (
    <section class={`card section health-${verdict}`} aria-labelledby={HEADING}>
      <h2 id={HEADING} tabIndex={-1}>
        {say.heading}
      </h2>
      <Notice tone={TONES[verdict]} live="status" title={sentence}>
        <p>{why}</p>
      </Notice>
      {page.probationUntil !== null && next.length > 0 ? (
        <ChangeLater page={page} />
      ) : (
        <ul class="health-steps">
          {next.map((step, place) => (
            <li key={step}>
              <a
                class={`button ${verdict !== 'green' && place === 0 ? 'primary' : 'secondary'}`}
                href={LINKS[step]}
              >
                {say.steps[step].sentence}
              </a>
              <p>{say.steps[step].next}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
