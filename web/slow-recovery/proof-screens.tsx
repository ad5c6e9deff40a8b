import { NeedHelp } from '../ui/need-help.tsx'
import { WithName } from '../ui/with-name.tsx'
import { AnotherWay, tookTooNew } from './another-way.tsx'
import { due, again as say, another as sayAnother } from './messages/states.ts'
import { OtherWays } from './other-ways.tsx'
import { type ReceivedView, serverNow } from './page-state.ts'
import type { SlowMethod } from './slow-method.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'
import { WayList } from './way-list.tsx'

interface ProofScreenProps {
  readonly received: ReceivedView
  readonly page: SlowRecoveryPage
  readonly method: SlowMethod
}

/** The wait is over: one proof again, by whoever came back. */
export function AgainScreen({ received, page, method }: ProofScreenProps) {
  const { view } = received
  const { Form } = method
  return (
    <>
      <p>
        <WithName text={say.text(view.name)} name={view.name} />
      </p>
      {tookTooNew(view, method) && <p>{sayAnother.sameAge}</p>}
      <Form page={page} name={view.name} />
      <Due received={received} />
      <WayList received={received} />
      <p>{say.other}</p>
      <OtherWays view={view} again />
    </>
  )
}

/** One proof is not enough here: which other ways there are. */
export function AnotherScreen({ received, page, method }: ProofScreenProps) {
  const { view } = received
  return (
    <>
      <p>{view.proofs.some(({ counts }) => counts) ? sayAnother.text : sayAnother.tooNew}</p>
      <AnotherWay view={view} page={page} method={method} waits />
      <Due received={received} />
      <WayList received={received} />
      <NeedHelp />
    </>
  )
}

/** Until when the proof can be given. */
function Due({ received }: { readonly received: ReceivedView }) {
  const { endsAt } = received.view
  if (endsAt === null) return null
  return <p class="soft below">{due(endsAt, serverNow(received, Date.now()))}</p>
}
