import { tryAgain } from '../messages/try-again.ts'
import type { Words } from '../messages/words.ts'
import { Button } from './button.tsx'
import { focusIfLost } from './focus-if-lost.ts'
import { Refusal } from './refusal.tsx'
import { useTask } from './use-task.ts'

interface TryAgainProps {
  /** Null shows nothing. */
  readonly words: Words | null
  /** Reads it again. The words stay until they are other ones. */
  readonly look: () => Promise<unknown>
}

/** Why something could not be read, and the button that reads it again, which keeps the focus meanwhile. */
export function TryAgain({ words, look }: TryAgainProps) {
  const { busy, run } = useTask()
  return (
    <Refusal words={words} busy={busy}>
      <Button busy={busy} onPress={() => void run(() => look().then(() => null), focusIfLost)}>
        {tryAgain}
      </Button>
    </Refusal>
  )
}
