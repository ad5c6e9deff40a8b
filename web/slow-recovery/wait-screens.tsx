import { useEffect, useRef } from 'preact/hooks'
import { announce } from '../ui/announcer.tsx'
import { Fold } from '../ui/fold.tsx'
import { NeedHelp } from '../ui/need-help.tsx'
import { Notice } from '../ui/notice.tsx'
import { WithName } from '../ui/with-name.tsx'
import { site } from '../wire/site.ts'
import { AnotherWay, isNew } from './another-way.tsx'
import { deletesUntouched } from './kept-recovery.ts'
import { onHold as say, paused as sayPaused } from './messages/states.ts'
import { type ReceivedView, serverNow } from './page-state.ts'
import type { SlowMethod } from './slow-method.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'
import { WayList } from './way-list.tsx'

interface WaitScreenProps {
  readonly received: ReceivedView
  readonly page: SlowRecoveryPage
  readonly method: SlowMethod
  /** This browser remembers where they are, so that the page can be closed. */
  readonly stored: boolean
}

/** Until when to wait, that the page can be closed, and what happens meanwhile. */
export function OnHoldScreen({ received, page, method, stored }: WaitScreenProps) {
  const { view } = received
  const proofs = view.proofs.filter(({ counts }) => counts)
  const ways = new Set(proofs.map(({ method }) => method)).size
  const shown = useRef(ways)
  useEffect(() => {
    // The heading has the focus and is read out. It says only until when.
    if (ways > shown.current) announce(say.counted(ways))
    shown.current = ways
  }, [ways])
  // Whoever opened the page of another way has it at hand. One way alone waits the longest.
  const isWanted = isNew(view, method)
  const faster = (
    <Fold summary={say.faster} open={isWanted || proofs.length < 2}>
      <p>{say.fasterText(ways)}</p>
      <AnotherWay view={view} page={page} method={method} waits />
    </Fold>
  )
  return (
    <>
      <p>
        <WithName text={say.text(view.name)} name={view.name} />
      </p>
      {ways > 1 && <p>{say.counted(ways)}</p>}
      {isWanted && faster}
      <WayList received={received} />
      <Notice tone={stored ? 'info' : 'warn'} title={stored ? say.closeTitle : say.open}>
        {stored ? (
          <p>
            {say.close}{' '}
            <strong translate={false}>{`${new URL(site.publicUrl).host}${location.pathname}`}</strong>
          </p>
        ) : (
          <p>{say.notStored}</p>
        )}
        {view.endsAt !== null && <p>{say.ends(view.endsAt, serverNow(received, Date.now()))}</p>}
        {stored && <p>{say.keep}</p>}
        {stored && deletesUntouched(navigator) && <p>{say.tap}</p>}
      </Notice>
      {!isWanted && faster}
      <Fold summary={say.told}>
        <p>
          <WithName text={say.toldText(view.name)} name={view.name} />
        </p>
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

/** Someone stopped the clock. */
export function PausedScreen({ received, page, method, stored }: WaitScreenProps) {
  const { view } = received
  return (
    <>
      <p>{sayPaused.text(view.until, serverNow(received, Date.now()))}</p>
      <WayList received={received} />
      <p>
        {stored ? sayPaused.next : `${say.open} ${say.notStored}`}{' '}
        {view.endsAt !== null && say.ends(view.endsAt, serverNow(received, Date.now()))}
      </p>
      <p>{sayPaused.who}</p>
      <Fold summary={sayPaused.another} open={isNew(view, method)}>
        <p>{sayPaused.anotherText}</p>
        <AnotherWay view={view} page={page} method={method} />
      </Fold>
      <NeedHelp />
    </>
  )
}
