import { approveEndWords, phishingHint, after as say, stop as sayStop } from '../messages/approve.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Refusal } from '../ui/refusal.tsx'
import type { ShownClaim } from './approve-state.ts'
import type { ApprovingDevice } from './approving-device.ts'
import type { ClaimProps } from './claim-props.ts'
import { useStop } from './use-stop.ts'

/** Approved, and until the other screen is done it can still be stopped. */
export function ApprovedScreen({ claim: { view }, device }: ClaimProps) {
  const stop = useStop(device)
  return (
    <Card>
      <p>{view.state === 'approved' ? say.approved(view.account) : say.created}</p>
      <Refusal words={stop.words} />
      <div class="button-row">
        <Button kind="secondary" busy={stop.busy} onPress={stop.deny}>
          {sayStop.stopIt}
        </Button>
        <Button kind="quiet" onPress={stop.report}>
          {sayStop.notStarted}
        </Button>
      </div>
    </Card>
  )
}

/** The new passkey has signed in. */
export function DoneScreen({ claim }: Pick<ClaimProps, 'claim'>) {
  return (
    <Card>
      <p>{say.done(claim.view.account)}</p>
      <a class="button primary" href="/account">
        {say.toAccount}
      </a>
    </Card>
  )
}

/** How it ended, in words. */
export function EndedScreen({ claim: { view }, device }: ClaimProps) {
  const words = approveEndWords[view.endCause ?? 'time-ran-out']
  return (
    <Card>
      <p>{words.next}</p>
      {(view.endCause === 'second-claimant' || view.endCause === 'not-my-account') && <p>{phishingHint}</p>}
      <Again device={device} />
    </Card>
  )
}

/** The claim ended, and the pairing goes on without it; or its record is gone, and the passkey is there. */
export function OverScreen({
  claim,
  device,
}: {
  readonly claim: ShownClaim | null
  readonly device: ApprovingDevice
}) {
  return (
    <Card>
      <p>{claim?.view.state === 'registered' ? say.overCreated : say.over}</p>
      <Again device={device} />
    </Card>
  )
}

function Again({ device }: { readonly device: ApprovingDevice }) {
  return (
    <div class="button-row">
      <Button kind="secondary" onPress={() => device.leave()}>
        {say.again}
      </Button>
      <a class="button quiet" href="/account">
        {say.toAccount}
      </a>
    </div>
  )
}
