import { together as say, twoWays } from '../messages/two-ways.ts'
import { site } from '../wire/site.ts'
import { Fold } from './fold.tsx'

/** Which two ways back in go together on this site, and how long that takes. Nothing if it has no two. */
export function TwoWays() {
  const lines = twoWays(site.methods)
  if (lines.length === 0) return null
  return (
    <Fold summary={say.summary(site.needsTwo)}>
      <p>{say.text}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Fold>
  )
}
