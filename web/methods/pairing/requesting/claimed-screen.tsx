import { refusalWords } from '../../../messages/errors.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Countdown } from '../../../ui/countdown.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { claimed as say } from './messages/later.ts'
import type { ReceivedView } from './page-state.ts'
import type { RequestingPage } from './requesting-page.ts'
import { ReturnPinEntry } from './return-pin-entry.tsx'

interface ClaimedScreenProps {
  readonly received: ReceivedView
  readonly page: RequestingPage
}

/** Someone has used the code. No code is shown, and the person can say that it was not them. */
export function ClaimedScreen({ received, page }: ClaimedScreenProps) {
  const turningAway = useTask()
  const { view, wall } = received
  const notMe = () => turningAway.run(async () => refusalWords(await page.turnAway()))
  return (
    <>
      <Card>
        {view.returnPin ? (
          <ReturnPinEntry received={received} due={view.returnPin} page={page} />
        ) : (
          <>
            <p>{say.approve}</p>
            <p class="soft">
              <Countdown endsAt={wall + view.leftMs} words={say.timeLeft} />
            </p>
          </>
        )}
      </Card>
      <p>{say.notYou}</p>
      <Refusal words={turningAway.words} />
      <Button kind="secondary" busy={turningAway.busy} onPress={notMe}>
        {say.notMe}
      </Button>
    </>
  )
}
