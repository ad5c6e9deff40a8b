import { codes } from '../messages/lost-passkey.ts'
import { Button } from '../ui/button.tsx'
import { Countdown } from '../ui/countdown.tsx'
import { useNow } from '../ui/use-now.ts'
import type { RequestingPage } from './requesting-page.ts'

/** Long enough to notice it, and to press. */
const MORE_FROM_MS = 60_000

interface QrClockProps {
  readonly endsAt: number
  readonly page: RequestingPage
}

/** Time left of the code, and in its last minute a press that gives as much again. */
export function QrClock({ endsAt, page }: QrClockProps) {
  const ending = endsAt - useNow(1000) <= MORE_FROM_MS
  const more = () => {
    page.begin()
    // The button goes with its reason; what it brought is above it.
    document.getElementById('main')?.focus()
  }
  return (
    <>
      <p class="soft">
        <Countdown endsAt={endsAt} words={codes.timeLeft} />
      </p>
      {ending && (
        <Button kind="secondary" onPress={more}>
          {codes.moreTime}
        </Button>
      )}
    </>
  )
}
