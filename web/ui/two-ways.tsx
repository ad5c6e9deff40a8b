import { together as say, twoWays } from '../messages/two-ways.ts'
import { site } from '../wire/site.ts'

/** Which two ways back in go together on this site, and how long that takes. Nothing if it has no two. */
export function TwoWays() {
  const lines = twoWays(site.methods)
  if (lines.length === 0) return null
  return (
    <>
      <p class="below">{say}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}
