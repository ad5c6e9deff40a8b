import '../ui/links-below.css'
import { Fragment } from 'preact'
import { waysInOf } from '../messages/ways-in.ts'
import { site } from '../wire/site.ts'
import { signIn } from './messages.ts'

/** For people who cannot sign in, or have nothing to sign in with yet. */
export function OtherWays() {
  return (
    <>
      <dl class="links-below">
        <dt>
          <a href="/lost-passkey">{signIn.lost}</a>
        </dt>
        <dd>{signIn.lostText}</dd>
        {waysInOf(site.methods).map(({ have, href, text }) => (
          <Fragment key={href}>
            <dt>
              <a href={href}>{have}</a>
            </dt>
            <dd>{text}</dd>
          </Fragment>
        ))}
        <dt>
          <a href="/lost-passkey#add">{signIn.add}</a>
        </dt>
        <dd>{signIn.addText}</dd>
      </dl>
      {site.signUp !== 'closed' && (
        <p class="links-below">
          {signIn.isNew} <a href="/sign-up">{signIn.create}</a>
        </p>
      )}
    </>
  )
}
