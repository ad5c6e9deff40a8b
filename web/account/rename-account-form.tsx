import { useEffect, useRef, useState } from 'preact/hooks'
import { errorWords } from '../messages/errors.ts'
import { useOwnerStepUp } from '../owner/use-owner-step-up.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { nameProblem } from '../ui/name-problem.ts'
import { PrepareOnIntent } from '../ui/prepare-on-intent.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useTask } from '../ui/use-task.ts'
import { post } from '../wire/http.ts'
import { account } from './messages/account.ts'
import { accountItself as say } from './messages/name.ts'

interface RenameAccountFormProps {
  readonly name: string
  readonly onClose: () => void
  readonly onDone: (sentence: string) => void
}

/** Changes the name of the account. */
export function RenameAccountForm({ name: before, onClose, onDone }: RenameAccountFormProps) {
  const [name, setName] = useState(before)
  const { busy, words, run } = useTask()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const given = name.trim()
  const { prepare, confirm } = useOwnerStepUp({ do: 'rename-account', name: given })
  const rename = async () => {
    const problem = nameProblem(given)
    if (problem) return errorWords(problem)
    return confirm((stepUp) => post('/api/account/rename', { name: given, stepUp }))
  }
  const done = () => {
    onClose()
    onDone(say.renamed(given))
  }
  return (
    <Form
      onSubmit={() => {
        if (given === before) onClose()
        else void run(rename, done)
      }}
    >
      <TextField label={say.newName} hint={say.hint} inputRef={field} value={name} onInput={setName} />
      <Refusal words={words} />
      <div class="button-row">
        <PrepareOnIntent prepare={prepare}>
          <Button type="submit" busy={busy}>
            {say.save}
          </Button>
        </PrepareOnIntent>
        <Button kind="secondary" onPress={onClose}>
          {account.cancel}
        </Button>
      </div>
    </Form>
  )
}
