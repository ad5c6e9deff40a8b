import { errorWords } from '../messages/errors.ts'
import { twoWays } from '../messages/two-ways.ts'
import { Card } from '../ui/card.tsx'
import { LeadLink } from '../ui/lead-link.tsx'
import { NeedHelp } from '../ui/need-help.tsx'
import { TryAgain } from '../ui/try-again.tsx'
import { site } from '../wire/site.ts'
import { loading, start as say } from './messages/states.ts'
import type { SlowPageState } from './page-state.ts'
import type { SlowMethod } from './slow-method.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'

interface StartScreenProps {
  readonly state: SlowPageState
  readonly page: SlowRecoveryPage
  readonly method: SlowMethod
}

/** Nothing was begun in this browser, or it is not known yet. */
export function StartScreen({ state, page, method: { later, Form } }: StartScreenProps) {
  if (state.refusal && !state.trouble) {
    return <TryAgain words={errorWords(state.refusal)} look={() => page.look()} />
  }
  if (state.loading) return <p>{loading.text}</p>
  return (
    <>
      <Card>
        <Form page={page} name={null} />
      </Card>
      {later && (
        <ul class="soft">
          <li>{later}</li>
          {(site.needsTwo || twoWays(site.methods).length > 0) && <li>{say.second(site.needsTwo)}</li>}
          <li>{say.sameBrowser}</li>
        </ul>
      )}
      <p>
        <LeadLink to="ways" />
      </p>
      <NeedHelp />
    </>
  )
}
