import '../ui/steps.css'
import './home-page.css'
import { Card } from '../ui/card.tsx'
import { PageShell } from '../ui/page-shell.tsx'
import { TwoDevices } from '../ui/two-devices.tsx'
import { site } from '../wire/site.ts'
import { home } from './messages.ts'
import { News } from './news.tsx'
import { useSession } from './use-session.ts'
import { WaysIn } from './ways-in.tsx'
import { WaysOn } from './ways-on.tsx'

/** `/`: what this is, and the ways in. For people who are signed in, the ways on. */
export function HomePage() {
  const session = useSession()
  const intro = session?.signedIn ? (
    <>
      {home.signedInAs} <strong translate={false}>{session.name}</strong>
    </>
  ) : (
    home.intro
  )
  return (
    <PageShell heading={home.heading(site.name)} intro={intro}>
      {session?.signedIn && <News session={session} />}
      {/* Not to offer the wrong ones first: the answer is here in a moment. */}
      {session ? session.signedIn ? <WaysOn session={session} /> : <WaysIn /> : <div class="home-ways" />}
      <Card>
        <TwoDevices />
        <h2>
          <a class="home-lost" href="/lost-passkey">
            {home.lostLink}
          </a>
        </h2>
        <p>{home.lostText}</p>
        <ol class="steps">
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
