import '../ui/button.css'
import './home-page.css'
import { useEffect, useState } from 'preact/hooks'
import type { SessionInfo } from '../../shared/api.ts'
import { get } from '../api/client.ts'
import { home } from '../messages/home.ts'
import { Card } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageShell } from '../ui/page-shell.tsx'
import { site } from '../ui/site.ts'
import { TwoDevices } from '../ui/two-devices.tsx'
import { News } from './news.tsx'

/** `/`: what this is, and the ways in. */
export function HomePage() {
  const session = useSignedIn()
  return (
    <PageShell heading={home.heading(site.name)} intro={home.intro}>
      {session && (
        <Notice tone="good" live="status" title={home.signedInAs(session.name)}>
          <a href="/account">{home.yourAccount}</a>
        </Notice>
      )}
      {session && <News session={session} />}
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
        <p>
          <a href="/how-it-works">{home.howItWorks}</a>
        </p>
      </Card>
    </PageShell>
  )
}

type SignedIn = Extract<SessionInfo, { readonly signedIn: true }>

/** This browser's session; null while unknown, signed out or out of reach. */
function useSignedIn(): SignedIn | null {
  const [session, setSession] = useState<SignedIn | null>(null)
  useEffect(() => {
    void get('/api/session').then((answer) => {
      if (answer.ok && answer.body.signedIn) setSession(answer.body)
    })
  }, [])
  return session
}
