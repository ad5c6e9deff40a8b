import type { Words } from '../messages/words.ts'
import { Refusal } from '../ui/refusal.tsx'
import { WithName } from '../ui/with-name.tsx'
import { otherAccount as say } from './messages/states.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'
import { StartAgain } from './start-again.tsx'

interface ProofRefusalProps {
  readonly page: SlowRecoveryPage
  readonly words: Words | null
  /** The person starts again instead. */
  readonly onAgain?: () => void
}

/** Why a proof was not taken. One for another account can be given once this browser has forgotten what it keeps. */
export function ProofRefusal({ page, words, onAgain }: ProofRefusalProps) {
  const name = page.state.received?.view.name ?? null
  return (
    <Refusal words={words}>
      {words?.ofOther && (
        <>
          {name !== null && (
            <p>
              <WithName text={say.here(name)} name={name} />
            </p>
          )}
          <StartAgain page={page} onDone={onAgain}>
            {say.again}
          </StartAgain>
        </>
      )}
    </Refusal>
  )
}
