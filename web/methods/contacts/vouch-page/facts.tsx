import './facts.css'
import type { VouchRequest } from '../../../../shared/contacts.ts'
import { vouch as say } from './messages.ts'

/** Who asks: what the device says of itself, and what the server saw. */
export function Facts({ asked: { device, place, network, askedAt } }: { readonly asked: VouchRequest }) {
  return (
    <dl class="vouch-facts">
      <dt>{say.asks}</dt>
      <dd>{say.claims(device)}</dd>
      {place && (
        <>
          <dt>{say.place}</dt>
          <dd>{say.near(place)}</dd>
        </>
      )}
      <dt>{say.network}</dt>
      <dd>{network}</dd>
      <dt>{say.when}</dt>
      <dd>{say.at(askedAt)}</dd>
    </dl>
  )
}
