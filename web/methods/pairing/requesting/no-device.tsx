import { waysInOf } from '../../../messages/ways-in.ts'
import { SupportLink } from '../../../ui/support-link.tsx'
import { TwoWays } from '../../../ui/two-ways.tsx'
import { site } from '../../../wire/site.ts'
import { noDevice as say } from './messages/better-ways.ts'

/** The ways for people who have no other device, by what they have. The site offers the same to everybody. */
export function NoDevice() {
  const ways = waysInOf(site.methods)
  const last = ways.at(-1)
  // Where people take cases, these are a way already.
  const before = last ? (last.method === 'assisted' ? say.unsure : say.nothing) : say.else
  return (
    <>
      {last && (
        <>
          <p class="below">{say.found}</p>
          <ul class="lost-have">
            {ways.map(({ have, alone, withSecond, href }) => (
              <li key={href}>
                <a href={href}>{have}</a>
                <p>{site.needsTwo ? withSecond : alone}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <TwoWays />
      <p class="below">
        {before} <SupportLink /> {say.never}
      </p>
    </>
  )
}
