import type { SlowRecoveryView } from '../../shared/slow-recovery.ts'
import { daysWith } from '../messages/two-ways.ts'
import { waysInOf } from '../messages/ways-in.ts'
import { SupportLink } from '../ui/support-link.tsx'
import { site } from '../wire/site.ts'
import { otherWays as say } from './messages/states.ts'

interface OtherWaysProps {
  readonly view: SlowRecoveryView
  /** Whether a way that gave a proof already is offered too. */
  readonly again?: boolean
  /** Whether it says how long people wait who take this way too. */
  readonly waits?: boolean
}

/** Ways that the site offers, and never whether this account has them. The last one is people. */
export function OtherWays({ view, again = false, waits = false }: OtherWaysProps) {
  const given = view.proofs.filter(({ counts }) => counts).map(({ method }) => method)
  const isOffered = (method: string) => again || !given.some((one) => one === method)
  const ways = waysInOf(site.methods)
  const withCases = ways.some(({ method }) => method === 'assisted')
  return (
    <ul>
      {ways
        .filter(({ href, method }) => href !== location.pathname && isOffered(method))
        .map(({ have, href, method }) => (
          <li key={href}>
            <a href={href}>{method === 'assisted' ? say.people : have}</a>
            {waits && say.waits(daysWith([...given, method]))}
          </li>
        ))}
      {!withCases && isOffered('assisted') && (
        <li>
          {say.link} <SupportLink />
        </li>
      )}
    </ul>
  )
}
