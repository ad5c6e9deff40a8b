import { NeedHelp } from '../ui/need-help.tsx'
import { WithName } from '../ui/with-name.tsx'
import { AnotherWay } from './another-way.tsx'
import { again as say, another as sayAnother } from './messages/states.ts'
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
export function AgainScreen({ received, page, method: { Form } }: ProofScreenProps) {
  const { view } = received
  const now = serverNow(received, Date.now())
  return (
    <>
      <p>
        <WithName text={say.text(view.name)} name={view.name} />
      </p>
      <Form page={page} name={view.name} />
      {view.until !== null && <p class="soft below">{say.until(view.until, now)}</p>}
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
      <p>{sayAnother.text}</p>
      <AnotherWay view={view} page={page} method={method} waits />
      <WayList received={received} />
      <NeedHelp />
    </>
  )
}
