import { formatWhen } from '../messages/moments.ts'
import { wayBack as say } from './messages.ts'

interface LastUsedProps {
  /** Undefined if it was never used, as far as that is remembered. */
  readonly at: number | undefined
}

/** When one way back in was last used. */
export function LastUsed({ at }: LastUsedProps) {
  return <p class="facts">{at === undefined ? say.neverUsed : say.lastUsed(formatWhen(at))}</p>
}
