import './recovery-judgement.css'
import { useState } from 'preact/hooks'
import type { RecoveryRow } from '../../shared/account-page.ts'
import { recovery as say } from '../messages/recovery.ts'
import { NamedAct } from '../owner/named-act.tsx'
import { StepUpButton } from '../owner/step-up-button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { post } from '../wire/http.ts'

interface ActProps {
  readonly recovery: RecoveryRow
  readonly onDone: (sentence: string) => void
}

/** What the owner can do about a recovery or an added passkey: stop it at once, and decide later. */
export function RecoveryJudgement({ recovery, onDone }: ActProps) {
  const { state, frozenUntil, outweighs, cannotStop } = recovery
  const instead = cannotStop && <p>{say.cannotStop[cannotStop]}</p>
  if (state === 'done') return instead ?? <Freeze recovery={recovery} onDone={onDone} />
  return (
    <>
      <p>{say.stopped(recovery)}</p>
      {cannotStop === 'called-out' ? (
        instead
      ) : (
        <>
          {frozenUntil !== null && !cannotStop && <Freeze recovery={recovery} onDone={onDone} />}
          <div class="judgement">
            {!outweighs && <Undo recovery={recovery} onDone={onDone} />}
            <Lift recovery={recovery} onDone={onDone} />
          </div>
        </>
      )}
    </>
  )
}

function Freeze({ recovery, onDone }: ActProps) {
  const { id: recoveryId, added, outweighs, state } = recovery
  const pauses = outweighs && state === 'done'
  return (
    <StepUpButton
      kind="danger"
      action={{ do: 'freeze-recovery', recoveryId }}
      act={(stepUp) => post('/api/recoveries/freeze', { recoveryId, stepUp })}
      onDone={() => onDone(pauses ? say.paused : say.frozen)}
      before={state === 'done' && <p>{say.wasIt}</p>}
    >
      <NamedAct verb={pauses ? say.pause : say.freeze} name={added.name} />
    </StepUpButton>
  )
}

function Undo({ recovery: { id: recoveryId, retired, added }, onDone }: ActProps) {
  const [restore, setRestore] = useState(false)
  const restoreRetired = restore && retired !== null
  return (
    <StepUpButton
      kind="danger"
      action={{ do: 'undo-recovery', recoveryId, restoreRetired }}
      act={(stepUp) => post('/api/recoveries/undo', { recoveryId, restoreRetired, stepUp })}
      onDone={() => onDone(say.removed)}
      before={
        retired && (
          <Checkbox label={say.restoreRetired(retired.name)} checked={restore} onChange={setRestore} />
        )
      }
    >
      <NamedAct verb={say.remove} name={added.name} />
    </StepUpButton>
  )
}

function Lift({ recovery: { id: recoveryId, added, frozenBy }, onDone }: ActProps) {
  return (
    <StepUpButton
      kind="secondary"
      action={{ do: 'lift-recovery', recoveryId }}
      act={(stepUp) => post('/api/recoveries/lift', { recoveryId, stepUp })}
      onDone={() => onDone(say.lifted)}
      before={frozenBy && <p>{say.liftedBy(frozenBy.name)}</p>}
    >
      <NamedAct verb={say.lift} name={added.name} />
    </StepUpButton>
  )
}
