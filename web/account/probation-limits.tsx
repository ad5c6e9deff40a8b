import { recovery as say } from '../messages/recovery.ts'
import { Fold } from '../ui/fold.tsx'

/** What a passkey on probation cannot do, and until when; folded, for most have no such plans on their first day. */
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
