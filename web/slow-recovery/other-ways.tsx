import type { SlowRecoveryView } from '../../shared/slow-recovery.ts'
import { waysInOf } from '../messages/ways-in.ts'
import { SupportLink } from '../ui/support-link.tsx'
import { site } from '../wire/site.ts'
import { otherWays as say } from './messages/states.ts'

interface OtherWaysProps {
  readonly view: SlowRecoveryView
  /** Whether a way that gave a proof already is offered too. */
  readonly again?: boolean
}

/** Ways that the site offers, and never whether this account has them. The last one is people. */
export function OtherWays({ view, again = false }: OtherWaysProps) {
  const given = new Set<string>(view.proofs.map(({ method }) => method))
  const ways = waysInOf(site.methods).filter(
    ({ href, method }) => href !== location.pathname && (again || !given.has(method)),
  )
  return (
    <ul>
      {ways.map(({ have, href }) => (
        <li key={href}>
          <a href={href}>{have}</a>
        </li>
      ))}
      {(again || !given.has('assisted')) && (
        <li>
          {say.link} <SupportLink />
        </li>
      )}
    </ul>
  )
}
