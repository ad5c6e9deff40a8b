import { errorWords } from '../../../messages/errors.ts'
import { Button } from '../../../ui/button.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import type { PageError } from '../../../wire/page-error.ts'
import { BetterWays } from './better-ways.tsx'
import { keptName } from './kept-name.ts'
import { refused as say } from './messages/first.ts'
import type { RequestingPage } from './requesting-page.ts'

interface RefusedScreenProps {
  readonly error: PageError
  /** Another code was asked for, and there is no answer yet. */
  readonly asking: boolean
  readonly page: RequestingPage
}

/** There is no code now: why, for how long, and the ways that still work. */
export function RefusedScreen({ error, asking, page }: RefusedScreenProps) {
  const outdated = error.code === 'protocol_version'
  return (
    <>
      <Refusal words={errorWords(error)} busy={asking}>
        <Button busy={asking} onPress={() => (outdated ? location.reload() : page.startAgain(keptName()))}>
          {outdated ? say.reload : say.again}
        </Button>
      </Refusal>
      <BetterWays />
    </>
  )
}
