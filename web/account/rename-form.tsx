import { useEffect, useRef, useState } from 'preact/hooks'
import type { PasskeyRow } from '../../shared/account-page.ts'
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
import { passkeys as say } from './messages/passkeys.ts'

interface RenameFormProps {
  readonly passkey: PasskeyRow
  readonly onClose: () => void
  readonly onDone: (sentence: string) => void
}

/** Changes the name of a passkey, in its row. */
export function RenameForm({ passkey, onClose, onDone }: RenameFormProps) {
  const [name, setName] = useState(passkey.name)
  const { busy, words, run } = useTask()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const credentialId = passkey.id
  const given = name.trim()
  const { prepare, confirm } = useOwnerStepUp({ do: 'rename-passkey', credentialId, name: given })
  const rename = async () => {
    const problem = nameProblem(given)
    if (problem) return errorWords(problem)
    return confirm((stepUp) => post('/api/passkeys/rename', { credentialId, name: given, stepUp }))
  }
  const done = () => {
    onClose()
    onDone(say.renamed)
  }
  return (
    <Form
      onSubmit={() => {
        if (given === passkey.name) onClose()
        else void run(rename, done)
      }}
    >
      <TextField
        label={say.newName}
        hint={say.renameConfirm}
        inputRef={field}
        value={name}
        onInput={setName}
      />
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
