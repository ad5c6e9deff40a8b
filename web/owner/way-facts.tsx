import { formatWhen } from '../messages/moments.ts'
import { wayBack as say } from './messages.ts'

interface WayFactsProps {
  /** Whether this way would work now, in a few words. */
  readonly state: string
  /** Undefined if it was never used, as far as that is remembered. */
  readonly lastUsed: number | undefined
}

/** The state of one way back in, and when it was last used. */
export function WayFacts({ state, lastUsed }: WayFactsProps) {
  return (
    <p class="facts">
      <span>{state}</span>
      <span>{lastUsed === undefined ? say.neverUsed : say.lastUsed(formatWhen(lastUsed))}</span>
    </p>
  )
}
