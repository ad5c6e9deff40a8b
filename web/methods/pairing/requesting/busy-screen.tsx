import { Card } from '../../../ui/card.tsx'
import { Countdown } from '../../../ui/countdown.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { BetterWays } from './better-ways.tsx'
import { keptName } from './kept-name.ts'
import { waysWithoutCode } from './messages/better-ways.ts'
import { busy as say } from './messages/later.ts'
import { NameForm } from './name-form.tsx'
import type { OpeningRefusal } from './page-state.ts'
import type { RequestingPage } from './requesting-page.ts'

interface BusyScreenProps {
  readonly refusal: OpeningRefusal
  readonly asking: boolean
  readonly page: RequestingPage
}

/** There is no place for a code now: when the page tries again, and the way that does not have to wait. */
export function BusyScreen({ refusal: { code, until }, asking, page }: BusyScreenProps) {
  const now = useNow(1000)
  const waits = until !== null && now < until
  // If the whole site is full, a name does not help.
  const nameHelps = code === 'rate_limited'
  return (
    <>
      <Card>
        <p>{say.happened[code === 'server_full' ? code : 'rate_limited']}</p>
        <p>{waits ? <Countdown endsAt={until} words={say.left} /> : say.trying}</p>
        {nameHelps && (
          <>
            <hr />
            <p>
              <strong>{say.nameText}</strong>
            </p>
            <NameForm
              page={page}
              asking={asking}
              go={say.go}
              hint={say.nameHint}
              error={keptName() !== null && !asking ? say.nameKept : null}
            />
          </>
        )}
      </Card>
      <BetterWays heading={say.ways} ways={waysWithoutCode} />
    </>
  )
}
