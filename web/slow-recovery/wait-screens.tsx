import { Fold } from '../ui/fold.tsx'
import { NeedHelp } from '../ui/need-help.tsx'
import { Notice } from '../ui/notice.tsx'
import { WithName } from '../ui/with-name.tsx'
import { site } from '../wire/site.ts'
import { onHold as say, paused as sayPaused } from './messages/states.ts'
import { OtherWays } from './other-ways.tsx'
import { type ReceivedView, serverNow } from './page-state.ts'
import type { SlowMethod } from './slow-method.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'
import { WayList } from './way-list.tsx'

interface WaitScreenProps {
  readonly received: ReceivedView
  readonly page: SlowRecoveryPage
  readonly method: SlowMethod
}

/** Until when to wait, that the page can be closed, and what happens meanwhile. */
export function OnHoldScreen({ received, page, method: { id, Form } }: WaitScreenProps) {
  const { view } = received
  const isNew = view.proofs.every(({ method }) => method !== id)
  return (
    <>
      <p>
        <WithName text={say.text(view.name)} name={view.name} />
      </p>
      <WayList received={received} />
      <Notice title={say.closeTitle}>
        <p>
          {say.close}{' '}
          <strong translate={false}>{`${new URL(site.publicUrl).host}${location.pathname}`}</strong>
        </p>
        <p>{say.keep}</p>
      </Notice>
      <Fold summary={say.told}>
        <p>
          <WithName text={say.toldText(view.name)} name={view.name} />
        </p>
      </Fold>
      {/* Whoever opened this page has another way at hand, such as a link. */}
      <Fold summary={say.faster} open={isNew}>
        <p>{say.fasterText}</p>
        {isNew && <Form page={page} name={view.name} />}
        <OtherWays view={view} />
      </Fold>
      <Fold summary={say.found}>
        <p>{say.foundText}</p>
        <p>
          <a href="/sign-in">{say.signIn}</a>
        </p>
      </Fold>
    </>
  )
}

/** Someone who is signed in stopped the clock. */
export function PausedScreen({ received }: Pick<WaitScreenProps, 'received'>) {
  return (
    <>
      <p>{sayPaused.text(received.view.until, serverNow(received, Date.now()))}</p>
      <WayList received={received} />
      <p>{sayPaused.next}</p>
      <p>{sayPaused.who}</p>
      <NeedHelp />
    </>
  )
}
