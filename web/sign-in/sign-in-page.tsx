import { signIn } from '../messages/sign-in.ts'
import { Notice } from '../ui/notice.tsx'
import { PageShell } from '../ui/page-shell.tsx'
import { OtherWays } from './other-ways.tsx'
import { SignInForm } from './sign-in-form.tsx'

const query = new URLSearchParams(location.search)

/** `/sign-in`: by button or by the browser's own offer, and the ways for those who cannot. */
export function SignInPage() {
  return (
    <PageShell heading={signIn.heading} intro={signIn.intro}>
      {query.get('why') === 'session-ended' && (
        <Notice live="status" title={signIn.sessionEnded}>
          <p>{signIn.sessionEndedText}</p>
        </Notice>
      )}
      <SignInForm returnTo={query.get('return_to')} />
      <OtherWays />
    </PageShell>
  )
}
