import { useState } from 'preact/hooks'
import { CannotHere } from '../needs/cannot-here.tsx'
import { signInNeedWords } from '../needs/messages.ts'
import { missingFromBrowser } from '../needs/missing-need.ts'
import { stopChanges, stoppedSentences } from '../stop-changes/messages/stop-changes.ts'
import { useStopChanges } from '../stop-changes/use-stop-changes.ts'
import { Notice } from '../ui/notice.tsx'
import { PageShell } from '../ui/page-shell.tsx'
import { StatusPicture } from '../ui/status-picture.tsx'
import { HereMade, type Made } from './here-made.tsx'
import { HereQuestion } from './here-question.tsx'
import { here, signIn } from './messages.ts'
import { OtherWays } from './other-ways.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { StopChangesSection } from './stop-changes-section.tsx'
import { StoppedScreen } from './stopped-screen.tsx'
import type { SignedInFromElsewhere } from './use-sign-in.ts'

const need = missingFromBrowser()
const query = new URLSearchParams(location.search)

/**
 * `/sign-in`: by button or by the browser's own suggestions, the ways for people who cannot sign in, and the owner's
 * "stop changes".
 */
export function SignInPage() {
  const changes = useStopChanges()
  const { stopped } = changes
  const [signedIn, setSignedIn] = useState<SignedInFromElsewhere | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  if (signedIn) {
    const { name, next } = signedIn
    const intro = (
      <>
        {here.signedInAs} <strong translate={false}>{name}</strong>
      </>
    )
    const outcome = made === 'removed' ? here.removed : here.made
    return (
      <PageShell
        key="page"
        picture={made && <StatusPicture status="done" />}
        heading={made ? outcome : here.heading}
        intro={intro}
      >
        {made ? (
          <HereMade made={made} next={next} onRemoved={() => setMade('removed')} />
        ) : (
          <HereQuestion
            signedIn={signedIn}
            onMade={() => setMade('asked-for')}
            onMadeSilently={(silently) => setMade({ silently })}
          />
        )}
      </PageShell>
    )
  }
  if (stopped) {
    const some = stoppedSentences(stopped).length > 0
    const intro = (
      <>
        {stopChanges.account} <strong>{stopped.account}</strong>
      </>
    )
    return (
      <PageShell
        key="page"
        picture={some && <StatusPicture status="done" />}
        heading={some ? stopChanges.stopped : stopChanges.nothing}
        intro={intro}
      >
        <StoppedScreen stopped={stopped} onBack={changes.reset} />
      </PageShell>
    )
  }
  return (
    <PageShell key="page" heading={signIn.heading} intro={signIn.intro}>
      {query.get('why') === 'session-ended' && (
        <Notice live="status" title={signIn.sessionEnded}>
          <p>{signIn.sessionEndedText}</p>
        </Notice>
      )}
      {need ? (
        <CannotHere need={need} words={signInNeedWords} />
      ) : (
        <SignInForm returnTo={query.get('return_to')} paused={changes.busy} fromElsewhere={setSignedIn} />
      )}
      <OtherWays />
      <StopChangesSection changes={changes} />
    </PageShell>
  )
}
