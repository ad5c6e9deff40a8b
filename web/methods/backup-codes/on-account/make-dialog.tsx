import { useState } from 'preact/hooks'
import type { MadeBackupCodes } from '../../../../shared/backup-codes.ts'
import { useOwnerStepUp } from '../../../owner/use-owner-step-up.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { useKeptFresh } from '../../../webauthn/use-offer.ts'
import { post } from '../../../wire/http.ts'
import { MadeCodes } from './made-codes.tsx'
import { making as say } from './messages.ts'

interface MakeDialogProps {
  readonly name: string
  /** The account has codes already. */
  readonly replaces: boolean
  /** `renew`: only the used ones get a new one in their place. */
  readonly kind: 'make' | 'renew'
  readonly onMade: () => void
  readonly onClose: () => void
}

/** Makes new codes with a passkey, and then shows them. */
export function MakeDialog({ name, replaces, kind, onMade, onClose }: MakeDialogProps) {
  const [made, setMade] = useState<MadeBackupCodes | null>(null)
  const { busy, words, run } = useTask()
  const stepUp = useOwnerStepUp({ do: `${kind}-backup-codes` })
  useKeptFresh(stepUp, !busy && made === null)

  const make = () =>
    stepUp.confirm(async (asserted) => {
      const answer = await post(`/api/backup-codes/${kind}`, { stepUp: asserted })
      if (answer.ok) setMade(answer.body)
      return answer
    })

  if (made) return <MadeCodes name={name} made={made} onClose={onMade} />
  return (
    <Dialog
      title={say.titles[kind]}
      onClose={onClose}
      actions={
        <>
          <Button kind="secondary" onPress={onClose}>
            {say.cancel}
          </Button>
          <Button busy={busy} autoFocus onPress={() => run(make)}>
            {say.confirm}
          </Button>
        </>
      }
    >
      <p>{say.once[kind]}</p>
      {kind === 'make' && replaces && <p>{say.replaces}</p>}
      <p class="soft">{say.later}</p>
      <Refusal words={words} />
    </Dialog>
  )
}
