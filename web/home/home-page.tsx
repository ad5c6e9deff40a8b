import '../ui/button.css'
import './home-page.css'
import { useEffect, useState } from 'preact/hooks'
import { get } from '../api/client.ts'
import { home } from '../messages/home.ts'
import { Card } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageShell } from '../ui/page-shell.tsx'
import { site } from '../ui/site.ts'
import { TwoDevices } from './two-devices.tsx'

/** `/`: what this is, and the ways in. */
export function HomePage() {
  const name = useSignedInName()
  return (
    <PageShell heading={home.heading(site.name)} intro={home.intro}>
      {name !== null && (
        <Notice tone="good" live="status" title={home.signedInAs(name)}>
          <a href="/account">{home.yourAccount}</a>
        </Notice>
      )}
      <nav class="button-row home-ways" aria-label={site.name}>
        <a class="button primary" href="/sign-in">
          {home.signIn}
        </a>
        {site.signUp !== 'closed' && (
          <a class="button secondary" href="/sign-up">
            {home.createAccount}
          </a>
        )}
      </nav>
      <Card>
        <TwoDevices />
        <h2>
          <a class="home-lost" href="/lost-passkey">
            {home.lostLink}
          </a>
        </h2>
        <p>{home.lostText}</p>
        <ol class="home-steps">
          {home.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Card>
    </PageShell>
  )
}

/** The name behind this browser's session; null while unknown, signed out or out of reach. */
function useSignedInName(): string | null {
  const [name, setName] = useState<string | null>(null)
  useEffect(() => {
    void get('/api/session').then((session) => {
      if (session.ok && session.body.signedIn) setName(session.body.name)
    })
  }, [])
  return name
}
