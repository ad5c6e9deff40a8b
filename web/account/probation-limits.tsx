import { recovery as say } from '../messages/recovery.ts'
import { Fold } from '../ui/fold.tsx'

/**
 * What a passkey on probation cannot do, and until when. Folded, because most people do not need it on the first day.
 */
export function ProbationLimits({ until }: { readonly until: number }) {
  return (
    <Fold summary={say.limitsTitle(until)}>
      <ul>
        {say.limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <p>{say.limitsWhy}</p>
    </Fold>
  )
}
