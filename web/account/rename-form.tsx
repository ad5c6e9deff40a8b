import { useEffect, useRef, useState } from 'preact/hooks'
import type { Asserted } from '../../shared/api.ts'
import type { StepUpAction } from '../../shared/step-up.ts'
import { useOwnerStepUp } from '../owner/use-owner-step-up.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { nameProblemWords } from '../ui/name-problem.ts'
import { PrepareOnIntent } from '../ui/prepare-on-intent.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useTask } from '../ui/use-task.ts'
import type { Result } from '../wire/page-error.ts'
import { account as say } from './messages/account.ts'

interface RenameFormProps {
  readonly name: string
  readonly label: string
  readonly hint: string
  /** The step-up for exactly this new name. */
  readonly action: (name: string) => StepUpAction
  readonly rename: (name: string, stepUp: Asserted) => Promise<Result<unknown>>
  readonly onClose: () => void
  readonly onRenamed: (name: string) => void
}

/** Changes a name, in its place. The same name closes it. */
export function RenameForm(props: RenameFormProps) {
  const { name: before, label, hint, action, rename, onClose, onRenamed } = props
  const [name, setName] = useState(before)
  const [problem, setProblem] = useState<string | null>(null)
  const { busy, words, run } = useTask()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const given = name.trim()
  const { prepare, confirm } = useOwnerStepUp(action(given))
  const save = () => confirm((stepUp) => rename(given, stepUp))
  const done = () => {
    onClose()
    onRenamed(given)
  }
  const submit = () => {
    const found = nameProblemWords(given)
    setProblem(found)
    if (found) field.current?.focus()
    else if (given === before) onClose()
    else void run(save, done)
  }
  return (
    <Form onSubmit={submit}>
      <TextField label={label} hint={hint} error={problem} inputRef={field} value={name} onInput={setName} />
      <Refusal words={words} />
      <div class="button-row">
        <PrepareOnIntent prepare={prepare}>
          <Button type="submit" busy={busy}>
            {say.save}
          </Button>
        </PrepareOnIntent>
        <Button kind="secondary" onPress={onClose}>
          {say.cancel}
        </Button>
      </div>
    </Form>
  )
}
