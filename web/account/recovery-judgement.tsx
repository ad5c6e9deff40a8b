import './recovery-judgement.css'
import { useState } from 'preact/hooks'
import type { RecoveryRow } from '../../shared/api.ts'
import { recovery as say } from '../messages/recovery.ts'
import { StepUpButton } from '../owner/step-up-button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { post } from '../wire/http.ts'
import { NamedAct } from './named-act.tsx'

interface JudgementProps {
  readonly recovery: RecoveryRow
  readonly onDone: (sentence: string) => void
}

/** What the owner can do about a recovery or an added passkey: freeze it at once, and decide later. */
export function RecoveryJudgement({ recovery, onDone }: JudgementProps) {
  if (recovery.state === 'done') return <Freeze recovery={recovery} onDone={onDone} />
  return (
    <>
      <p>{say.frozenText}</p>
      <div class="judgement">
        <Undo recovery={recovery} onDone={onDone} />
        <Lift recovery={recovery} onDone={onDone} />
      </div>
    </>
  )
}

function Freeze({ recovery: { id: recoveryId, added }, onDone }: JudgementProps) {
  return (
    <StepUpButton
      kind="danger"
      action={{ do: 'freeze-recovery', recoveryId }}
      act={(stepUp) => post('/api/recoveries/freeze', { recoveryId, stepUp })}
      onDone={() => onDone(say.frozen)}
      before={<p>{say.wasIt}</p>}
    >
      <NamedAct verb={say.freeze} name={added.name} />
    </StepUpButton>
  )
}

function Undo({ recovery: { id: recoveryId, retired, added }, onDone }: JudgementProps) {
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

function Lift({ recovery: { id: recoveryId, added, frozenBy }, onDone }: JudgementProps) {
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
