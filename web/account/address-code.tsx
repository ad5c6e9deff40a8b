import { useRef, useState } from 'preact/hooks'
import { type AddressRow, parseAddressCode } from '../../shared/addresses.ts'
import { errorWords } from '../messages/errors.ts'
import { StepUpButton } from '../owner/step-up-button.tsx'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useTask } from '../ui/use-task.ts'
import { post } from '../wire/http.ts'
import { addresses as say } from './messages/addresses.ts'

interface AddressCodeProps {
  readonly row: AddressRow
  readonly mayChange: boolean
  readonly onDone: (sentence: string) => void
}

/**
 * Takes the code that was mailed to an address, or sends another one. Whether it's late is the server's to say: this
 * device's clock can be wrong.
 */
export function AddressCode({ row, mayChange, onDone }: AddressCodeProps) {
  const [typed, setTyped] = useState('')
  const { busy, words, run } = useTask()
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const { address } = row

  async function confirm() {
    const code = parseAddressCode(typed)
    if (code === null) {
      setProblem(say.empty)
      field.current?.focus()
      return null
    }
    const answer = await post('/api/addresses/confirm', { addressId: row.id, code })
    if (answer.ok) {
      onDone(say.confirmed(address, answer.body.countsFrom))
      return null
    }
    return answer.error.code === 'code_invalid' ? say.wrongCode : errorWords(answer.error)
  }

  return (
    <>
      <Form onSubmit={() => run(confirm)}>
        <TextField
          label={say.code}
          hint={say.codeHint(row)}
          autoComplete="one-time-code"
          inputMode="numeric"
          code
          error={problem}
          inputRef={field}
          value={typed}
          onInput={(value) => {
            setTyped(value)
            setProblem(null)
          }}
        />
        <Refusal words={words} />
        <Button type="submit" busy={busy}>
          {say.confirm}
        </Button>
      </Form>
      {mayChange && (
        <StepUpButton
          kind="quiet"
          action={{ do: 'add-address', address }}
          act={(stepUp) => post('/api/addresses', { address, stepUp })}
          onDone={() => onDone(say.sent(address))}
        >
          {say.again}
        </StepUpButton>
      )}
    </>
  )
}
