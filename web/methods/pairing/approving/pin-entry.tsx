import { useRef, useState } from 'preact/hooks'
import { parsePin } from '../../../../shared/pins.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useTask } from '../../../ui/use-task.ts'
import type { PageError } from '../../../wire/page-error.ts'
import type { ApprovingDevice } from './approving-device.ts'
import { CodeRefusal } from './code-refusal.tsx'
import { enter as say } from './messages.ts'

interface PinEntryProps {
  /** Why the last one did not work: on a small screen, the top of the page is out of sight. */
  readonly refused: PageError | null
  readonly device: ApprovingDevice
}

/** The PIN of the other screen. Text that cannot be a PIN is not sent, and costs no try. */
export function PinEntry({ refused, device }: PinEntryProps) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const { busy, run } = useTask()
  const claim = async () => {
    const pin = parsePin(typed)
    setError(pin ? null : say.malformed)
    if (pin) await device.claim({ pin })
    else field.current?.focus()
    return null
  }
  return (
    <Form onSubmit={() => run(claim)}>
      <TextField
        label={say.pin}
        hint={say.pinHint}
        error={error}
        code
        inputRef={field}
        value={typed}
        onInput={(value) => {
          setTyped(value)
          setError(null)
        }}
      />
      <CodeRefusal error={refused} />
      <Button type="submit" kind="secondary" wide busy={busy}>
        {say.go}
      </Button>
    </Form>
  )
}
