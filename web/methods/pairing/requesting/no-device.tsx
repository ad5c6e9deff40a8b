import '../../../ui/button.css'
import { type WayIn, waysInOf } from '../../../messages/ways-in.ts'
import { SupportLink } from '../../../ui/support-link.tsx'
import { site } from '../../../wire/site.ts'
import { noDevice as say } from './messages/better-ways.ts'

/** The ways for people who have no other device, by what they have. The site offers the same to everybody. */
export function NoDevice() {
  const ways = waysInOf(site.methods)
  return (
    <>
      {ways.length > 0 && (
        <>
          <p class="below">{say.found}</p>
          <div class="button-row">
            {ways.map(({ have, href }) => (
              <a key={href} class="button secondary" href={href}>
                {have}
              </a>
            ))}
          </div>
        </>
      )}
      <p class="below">
        {unhelped(ways)} <SupportLink /> {say.never}
      </p>
    </>
  )
}

/** What stands before the last way, which is people. Where they take cases, that is one of the ways already. */
function unhelped(ways: readonly (WayIn & { readonly method: string })[]): string {
  if (ways.length === 0) return say.else
  return ways.some(({ method }) => method === 'assisted') ? say.unsure : say.nothing
}
