import type { ApprovingView } from '../../shared/pairing-view.ts'
import { decide as say } from '../messages/approve.ts'
import { useNow } from '../ui/use-now.ts'

interface RequestFactsProps {
  readonly view: ApprovingView
  readonly wall: number
}

/** What will happen, for whom, and who asks: what the device says of itself, and what we saw. */
export function RequestFacts({ view, wall }: RequestFactsProps) {
  const { account, purpose, requester, beganAgoMs } = view
  const now = useNow(20_000)
  return (
    <>
      <p>{say.adds}</p>
      <p class="approve-account">{account}</p>
      <dl class="approve-facts">
        <dt>{say.purpose}</dt>
        <dd>{say.purposes[purpose]}</dd>
        <dt>{say.asks}</dt>
        <dd>{say.claims(requester.device)}</dd>
        <dt>{say.from}</dt>
        <dd>{say.place(requester.network, requester.place)}</dd>
        <dt>{say.began}</dt>
        <dd>{say.ago(beganAgoMs + Math.max(0, now - wall))}</dd>
      </dl>
      <p>{say.warn}</p>
    </>
  )
}
