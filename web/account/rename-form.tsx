import { useEffect, useRef, useState } from 'preact/hooks'
import type { PasskeyRow } from '../../shared/api.ts'
import { post } from '../api/client.ts'
import { account, passkeys as say } from '../messages/account.ts'
import { Button } from '../ui/button.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useTask } from '../ui/use-task.ts'
import { useStepUp } from '../webauthn/use-step-up.ts'

interface RenameFormProps {
  readonly passkey: PasskeyRow
  readonly onClose: () => void
  readonly onDone: (sentence: string) => void
}

/** A passkey's own name, changed where it stands. */
export function RenameForm({ passkey, onClose, onDone }: RenameFormProps) {
  const [name, setName] = useState(passkey.name)
  const { busy, words, run } = useTask()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const wish = { credentialId: passkey.id, name: name.trim() }
  const { confirm } = useStepUp({ do: 'rename-passkey', ...wish })
  const rename = () => confirm((stepUp) => post('/api/passkeys/rename', { ...wish, stepUp }))
  const done = () => {
    onClose()
    onDone(say.renamed)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) void run(rename, done)
      }}
    >
      <TextField label={say.newName} inputRef={field} value={name} onInput={setName} />
      <Refusal words={words} />
      <div class="button-row">
        <Button type="submit" busy={busy}>
          {say.save}
        </Button>
        <Button kind="secondary" onPress={onClose}>
          {account.cancel}
        </Button>
      </div>
    </form>
  )
}
