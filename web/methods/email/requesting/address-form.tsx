import { useRef, useState } from 'preact/hooks'
import { errorWords } from '../../../messages/errors.ts'
import type { Words } from '../../../messages/words.ts'
import type { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { email as say } from './messages.ts'

interface AddressFormProps {
  readonly page: SlowRecoveryPage
  readonly onAsked: (address: string) => void
  readonly onCode: () => void
}

/** Asks for a mail. */
export function AddressForm({ page, onAsked, onCode }: AddressFormProps) {
  const [address, setAddress] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const { busy, words, run } = useTask()

  async function ask(): Promise<Words | null> {
    const typed = address.trim()
    if (typed === '') return show(say.noAddress)
    const answer = await page.ask('/api/email/ask', { address: typed })
    if (answer.ok) {
      onAsked(typed)
      return null
    }
    const refused = errorWords(answer.error)
    if (answer.error.code !== 'address_invalid') return refused
    return show(`${refused.sentence} ${refused.next}`)
  }

  function show(found: string): null {
    setProblem(found)
    field.current?.focus()
    return null
  }

  return (
    <Form onSubmit={() => void run(ask)}>
      <TextField
        label={say.address}
        hint={say.hint}
        error={problem}
        autoComplete="email"
        inputMode="email"
        inputRef={field}
        value={address}
        onInput={(value) => {
          setAddress(value)
          setProblem(null)
        }}
      />
      <Refusal words={words} />
      <Button type="submit" wide busy={busy}>
        {say.send}
      </Button>
      <Button kind="quiet" wide onPress={onCode}>
        {say.have}
      </Button>
    </Form>
  )
}
