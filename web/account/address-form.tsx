import { useState } from 'preact/hooks'
import { useOwnerStepUp } from '../owner/use-owner-step-up.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { PrepareOnIntent } from '../ui/prepare-on-intent.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useTask } from '../ui/use-task.ts'
import { post } from '../wire/http.ts'
import { addresses as say } from './messages/addresses.ts'

interface AddressFormProps {
  readonly onDone: (sentence: string) => void
}

/** Asks for a new address, and has a code sent to it. */
export function AddressForm({ onDone }: AddressFormProps) {
  const [typed, setTyped] = useState('')
  const { busy, words, run } = useTask()
  const address = typed.trim()
  const { prepare, confirm } = useOwnerStepUp({ do: 'add-address', address })
  const send = () => confirm((stepUp) => post('/api/addresses', { address, stepUp }))
  const done = () => {
    setTyped('')
    onDone(say.sent(address))
  }
  return (
    <Form onSubmit={() => address !== '' && void run(send, done)}>
      <TextField label={say.field} hint={say.hint} autoComplete="email" value={typed} onInput={setTyped} />
      <Refusal words={words} />
      <PrepareOnIntent prepare={prepare}>
        <Button kind="secondary" type="submit" busy={busy} blocked={address === ''}>
          {say.send}
        </Button>
      </PrepareOnIntent>
    </Form>
  )
}
