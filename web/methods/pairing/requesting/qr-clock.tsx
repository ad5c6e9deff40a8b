import { refusalWords } from '../../../messages/errors.ts'
import { Button } from '../../../ui/button.tsx'
import { Countdown } from '../../../ui/countdown.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { useTask } from '../../../ui/use-task.ts'
import { codes } from './messages/first.ts'
import type { RequestingPage } from './requesting-page.ts'

/** Long enough to notice the button and press it. Milliseconds. */
const MORE_FROM_MS = 60_000

interface QrClockProps {
  readonly endsAt: number
  readonly page: RequestingPage
}

/** The time left of the code. In its last minute, a button gives the same time again. */
export function QrClock({ endsAt, page }: QrClockProps) {
  const ending = endsAt - useNow(1000) <= MORE_FROM_MS
  const { busy, words, run } = useTask()
  const more = () => {
    const pressed = document.activeElement
    void run(
      async () => refusalWords(await page.begin()),
      () => {
        const { activeElement, body } = document
        // The button goes away with its reason. What it brought is above it.
        if (activeElement === pressed || activeElement === body) document.getElementById('main')?.focus()
      },
    )
  }
  return (
    <>
      <p class="soft">
        <Countdown endsAt={endsAt} words={codes.timeLeft} />
      </p>
      {ending && (
        <>
          <Refusal words={words} />
          <Button kind="secondary" busy={busy} onPress={more}>
            {codes.moreTime}
          </Button>
        </>
      )}
    </>
  )
}
