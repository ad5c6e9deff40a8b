import type { SlowRecoveryView, STOPPED_STATES } from '../../shared/slow-recovery.ts'
import { LeadLink } from '../ui/lead-link.tsx'
import { NeedHelp } from '../ui/need-help.tsx'
import { endWords } from './messages/ends.ts'
import {
  ended as say,
  done as sayDone,
  gone as sayGone,
  moved as sayMoved,
  paused as sayPaused,
  stopped as sayStopped,
} from './messages/states.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'
import { StartAgain } from './start-again.tsx'

type StoppedState = (typeof STOPPED_STATES)[number]

interface EndScreenProps {
  readonly page: SlowRecoveryPage
}

interface AgainProps extends EndScreenProps {
  readonly quiet?: boolean
  readonly children: string
}

/** Its new passkey was stopped after it had signed in: for a while, or until somebody decides. */
export function StoppedScreen({ state, page }: EndScreenProps & { readonly state: StoppedState }) {
  const words = sayStopped[state]
  return (
    <>
      <p>{words.text}</p>
      {'next' in words && <p>{words.next}</p>}
      {state === 'passkey-paused' && <p>{sayPaused.who}</p>}
      <Again page={page} quiet={state === 'passkey-paused' || state === 'passkey-tied'}>
        {state === 'passkey-paused' ? sayDone.again : say.again}
      </Again>
    </>
  )
}

/** How it ended, and what that means. */
export function EndedScreen({ view, page }: EndScreenProps & { readonly view: SlowRecoveryView }) {
  return (
    <>
      <p>
        {say.nothing} {endWords(view.cause).next}
      </p>
      <Again page={page}>{say.again}</Again>
    </>
  )
}

/** The same proof was given in another browser, so that this one can't go on. */
export function MovedScreen({ page }: EndScreenProps) {
  return (
    <>
      <p>{sayMoved.text}</p>
      <p>{sayMoved.notYou}</p>
      <Again page={page}>{sayMoved.again}</Again>
    </>
  )
}

/** The server has no such recovery. */
export function GoneScreen({ page }: EndScreenProps) {
  return (
    <>
      <p>{sayGone.text}</p>
      <Again page={page}>{sayGone.again}</Again>
    </>
  )
}

function Again({ page, quiet = false, children }: AgainProps) {
  return (
    <>
      <StartAgain page={page} quiet={quiet}>
        {children}
      </StartAgain>
      <div class="soft below">
        <p>
          <LeadLink to="ways" />
        </p>
        <NeedHelp />
      </div>
    </>
  )
}
