import { useState } from 'preact/hooks'
import { type AddressRow, parseAddressCode } from '../../shared/addresses.ts'
import { errorWords } from '../messages/errors.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useTask } from '../ui/use-task.ts'
import { post } from '../wire/http.ts'
import { addresses as say } from './messages/addresses.ts'

interface AddressCodeProps {
  readonly row: AddressRow
  readonly onDone: (sentence: string) => void
}

/** Takes the code that was mailed to an address. */
export function AddressCode({ row, onDone }: AddressCodeProps) {
  const [typed, setTyped] = useState('')
  const { busy, words, run } = useTask()
  const code = parseAddressCode(typed)
  if (row.codeUntil !== null && row.codeUntil <= Date.now()) return <p>{say.late}</p>

  async function confirm(code: string) {
    const answer = await post('/api/addresses/confirm', { addressId: row.id, code })
    if (answer.ok) {
      onDone(say.confirmed(row.address, answer.body.countsFrom))
      return null
    }
    return answer.error.code === 'code_invalid' ? say.wrongCode : errorWords(answer.error)
  }

  return (
    <Form onSubmit={() => code !== null && void run(() => confirm(code))}>
      <TextField
        label={say.code}
        hint={say.codeHint(row)}
        autoComplete="one-time-code"
        inputMode="numeric"
        code
        value={typed}
        onInput={setTyped}
      />
      <Refusal words={words} />
      <Button type="submit" busy={busy} blocked={code === null}>
        {say.confirm}
      </Button>
    </Form>
  )
}
