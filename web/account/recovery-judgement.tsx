import './recovery-judgement.css'
import { useState } from 'preact/hooks'
import type { RecoveryRow } from '../../shared/api.ts'
import { post } from '../api/client.ts'
import { recovery as say } from '../messages/recovery.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useTask } from '../ui/use-task.ts'
import { useStepUp } from '../webauthn/use-step-up.ts'
import { PrepareOnIntent } from './prepare-on-intent.tsx'

interface JudgementProps {
  readonly recovery: RecoveryRow
  readonly onDone: (sentence: string) => void
}

/** What the owner can do about a recovery: freeze it at once, then decide in peace. */
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

function Freeze({ recovery: { pairingId }, onDone }: JudgementProps) {
  const { busy, words, run } = useTask()
  const { prepare, confirm } = useStepUp({ do: 'freeze-recovery', pairingId })
  const freeze = () => confirm((stepUp) => post('/api/recoveries/freeze', { pairingId, stepUp }))
  return (
    <PrepareOnIntent prepare={prepare}>
      <p>{say.wasIt}</p>
      <Refusal words={words} />
      <Button kind="danger" busy={busy} onPress={() => run(freeze, () => onDone(say.frozen))}>
        {say.freeze}
      </Button>
    </PrepareOnIntent>
  )
}

function Undo({ recovery: { pairingId, retired }, onDone }: JudgementProps) {
  const [restore, setRestore] = useState(false)
  const { busy, words, run } = useTask()
  const restoreRetired = restore && retired !== null
  const { prepare, confirm } = useStepUp({ do: 'undo-recovery', pairingId, restoreRetired })
  const undo = () => confirm((stepUp) => post('/api/recoveries/undo', { pairingId, restoreRetired, stepUp }))
  return (
    <PrepareOnIntent prepare={prepare}>
      {retired && (
        <Checkbox label={say.restoreRetired(retired.name)} checked={restore} onChange={setRestore} />
      )}
      <Refusal words={words} />
      <Button kind="danger" busy={busy} onPress={() => run(undo, () => onDone(say.removed))}>
        {say.remove}
      </Button>
    </PrepareOnIntent>
  )
}

function Lift({ recovery: { pairingId }, onDone }: JudgementProps) {
  const { busy, words, run } = useTask()
  const { prepare, confirm } = useStepUp({ do: 'lift-recovery', pairingId })
  const lift = () => confirm((stepUp) => post('/api/recoveries/lift', { pairingId, stepUp }))
  return (
    <PrepareOnIntent prepare={prepare}>
      <Refusal words={words} />
      <Button kind="secondary" busy={busy} onPress={() => run(lift, () => onDone(say.lifted))}>
        {say.lift}
      </Button>
    </PrepareOnIntent>
  )
}
