import type { PairingEndCause } from '../../../../shared/pairing.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { NeedHelp } from '../../../ui/need-help.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { WithName } from '../../../ui/with-name.tsx'
import type { ShownClaim } from './approve-state.ts'
import type { ApprovingDevice } from './approving-device.ts'
import type { ClaimProps } from './claim-props.ts'
import { approveEndWords, phishingHint, after as say, stop as sayStop } from './messages.ts'
import { useStop } from './use-stop.ts'

/** Approved. Until the other screen is done, it can still be stopped. */
export function ApprovedScreen({ claim: { view }, device }: ClaimProps) {
  const stop = useStop(device)
  return (
    <>
      {view.state === 'approved' ? (
        <Notice tone="good" title={say.approvedTitle}>
          <p>
            <WithName text={say.approved(view.account)} name={view.account} />
          </p>
        </Notice>
      ) : (
        <Notice tone="good" title={say.createdTitle}>
          <p>{say.created}</p>
        </Notice>
      )}
      <Refusal words={stop.words} />
      <Button kind="danger" busy={stop.busy} onPress={stop.report}>
        {sayStop.wasNotMe}
      </Button>
    </>
  )
}

/** The new passkey has signed in. */
export function DoneScreen({ claim }: Pick<ClaimProps, 'claim'>) {
  return (
    <>
      <Notice tone="good">
        <p>
          <WithName text={say.done(claim.view.account)} name={claim.view.account} />
        </p>
      </Notice>
      <p>{say.undo}</p>
      <a class="button primary" href="/account">
        {say.toAccount}
      </a>
    </>
  )
}

/** Ends that this person chose, so that they need no help. */
const OWN_ENDS: ReadonlySet<PairingEndCause> = new Set(['denied', 'reported'])

/** How it ended, in words. */
export function EndedScreen({ claim: { view }, device }: ClaimProps) {
  const words = approveEndWords[view.endCause ?? 'time-ran-out']
  return (
    <Card>
      <p>{words.next}</p>
      {(view.endCause === 'second-claimant' || view.endCause === 'not-my-account') && <p>{phishingHint}</p>}
      <Again device={device} />
      {!OWN_ENDS.has(view.endCause ?? 'time-ran-out') && (
        <div class="soft below">
          <NeedHelp />
        </div>
      )}
    </Card>
  )
}

/**
 * The claim ended, and the pairing goes on without it. Or the record of the pairing is gone, and the passkey exists.
 */
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
