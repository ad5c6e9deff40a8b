import { useState } from 'preact/hooks'
import { parsePin } from '../../../../shared/pins.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useTask } from '../../../ui/use-task.ts'
import type { ApprovingDevice } from './approving-device.ts'
import { enter as say } from './messages.ts'

/** The PIN of the other screen. Text that cannot be a PIN is not sent, and costs no try. */
export function PinEntry({ device }: { readonly device: ApprovingDevice }) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)
  const { busy, run } = useTask()
  const claim = async () => {
    const pin = parsePin(typed)
    setError(pin ? null : say.malformed)
    if (pin) await device.claim({ pin })
    return null
  }
  return (
    <Form onSubmit={() => run(claim)}>
      <TextField
        label={say.pin}
        hint={say.pinHint}
        error={error}
        code
        value={typed}
        onInput={(value) => {
          setTyped(value)
          setError(null)
        }}
      />
      <Button type="submit" kind="secondary" wide busy={busy}>
        {say.go}
      </Button>
    </Form>
  )
}
