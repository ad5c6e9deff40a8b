import type { ApprovingView } from '../../../../shared/pairing-view.ts'
import { AccountName } from '../../../ui/account-name.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { dualReasonWords } from '../messages.ts'
import { decide as say } from './messages.ts'

interface RequestFactsProps {
  readonly view: ApprovingView
  readonly wall: number
}

/**
 * What will happen, for whom, and who asks: what the device says of itself, and apart from it what the server saw.
 */
export function RequestFacts({ view, wall }: RequestFactsProps) {
  const { account, purpose, requester, between, reasons, beganAgoMs } = view
  const { place, network, device } = requester
  const now = useNow(20_000)
  return (
    <>
      <p>{say.adds}</p>
      <AccountName name={account} />
      <dl class="approve-facts">
        <dt>{say.purpose}</dt>
        <dd>{say.purposes[purpose]}</dd>
        <dt>{say.asks}</dt>
        <dd>
          {say.claims(device)}
          <small>{say.claimsOnly}</small>
        </dd>
        {place && (
          <>
            <dt>{say.place}</dt>
            <dd>
              {place}
              {between.distanceKm !== null && `, ${say.distance(between.distanceKm)}`}
              <small>{say.placeMeans}</small>
            </dd>
          </>
        )}
        <dt>{say.network}</dt>
        <dd>
          {network}
          <small>{say.between[between.network]}</small>
        </dd>
        <dt>{say.began}</dt>
        <dd>{say.ago(beganAgoMs + Math.max(0, now - wall))}</dd>
      </dl>
      {reasons.length > 0 && (
        <div class="approve-reasons">
          <p>{say.why}</p>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{dualReasonWords[reason]}</li>
            ))}
          </ul>
        </div>
      )}
      <p>{say.warn}</p>
    </>
  )
}
