import '../ui/button.css'
import '../ui/steps.css'
import { Card } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageShell } from '../ui/page-shell.tsx'
import { SupportLink } from '../ui/support-link.tsx'
import { TwoDevices } from '../ui/two-devices.tsx'
import { howItWorks as say } from './messages.ts'

/** `/how-it-works`: what happens, why it is safe, and what to do without a second device. */
export function HowItWorksPage() {
  return (
    <PageShell heading={say.heading} intro={say.intro}>
      <Card>
        <TwoDevices />
        <ol class="steps">
          {say.steps.map(({ title, text }) => (
            <li key={title}>
              <strong>{title}</strong> {text}
            </li>
          ))}
        </ol>
        <div class="button-row">
          <a class="button primary" href="/lost-passkey">
            {say.lost}
          </a>
        </div>
      </Card>
      <h2>{say.safe}</h2>
      <ul>
        {say.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <Notice tone="warn" title={say.scam.title}>
        <p>{say.scam.text}</p>
      </Notice>
      <h2>{say.none}</h2>
      <p>
        {say.noneText} <a href="/sign-in">{say.signIn}</a>
      </p>
      <p>
        {say.noneHelp} <SupportLink />
      </p>
    </PageShell>
  )
}
