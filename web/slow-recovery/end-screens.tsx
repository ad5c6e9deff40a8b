import type { SlowRecoveryView } from '../../shared/slow-recovery.ts'
import { NeedHelp } from '../ui/need-help.tsx'
import { endWords } from './messages/ends.ts'
import { ended as say, gone as sayGone, moved as sayMoved } from './messages/states.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'
import { StartAgain } from './start-again.tsx'

interface EndScreenProps {
  readonly page: SlowRecoveryPage
}

/** How it ended, and what that means. */
export function EndedScreen({ view, page }: EndScreenProps & { readonly view: SlowRecoveryView }) {
  return (
    <>
      <p>
        {/* Without a cause, its passkey may have signed in before it was stopped. */}
        {view.cause !== null && say.nothing} {endWords(view.cause).next}
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

function Again({ page, children }: EndScreenProps & { readonly children: string }) {
  return (
    <>
      <StartAgain page={page}>{children}</StartAgain>
      <div class="soft below">
        <NeedHelp />
      </div>
    </>
  )
}
