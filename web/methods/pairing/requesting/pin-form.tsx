import { useEffect, useRef, useState } from 'preact/hooks'
import { errorWords } from '../../../messages/errors.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { nameProblemWords } from '../../../ui/name-problem.ts'
import { Refusal } from '../../../ui/refusal.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { keepName } from './kept-name.ts'
import { pinWay as say } from './messages/pin.ts'
import type { RequestingPage } from './requesting-page.ts'

interface PinFormProps {
  readonly page: RequestingPage
  readonly onShown: () => void
  readonly onQr: () => void
  /** Null if there is no PIN to go back to. */
  readonly onBack: (() => void) | null
}

/** Asks for the account name that the PIN will be bound to. */
export function PinForm({ page, onShown, onQr, onBack }: PinFormProps) {
  const [name, setName] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { busy, words, run } = useTask()
  useEffect(() => box.current?.focus(), [])
  const bind = async () => {
    const answer = await page.send('pin', { name: name.trim() })
    if (!answer.ok) return errorWords(answer.error)
    keepName(name.trim())
    return null
  }
  const submit = async () => {
    const found = nameProblemWords(name)
    setProblem(found)
    if (found) box.current?.focus()
    else await run(bind, onShown)
  }
  return (
    <Form onSubmit={submit}>
      <h2>{say.heading}</h2>
      <p>{say.intro}</p>
      <TextField
        label={say.accountName}
        hint={say.accountNameHint}
        error={problem}
        autoComplete="username"
        inputRef={box}
        value={name}
        onInput={setName}
      />
      <Refusal words={words} />
      <div class="button-row">
        <Button type="submit" busy={busy}>
          {say.show}
        </Button>
        {onBack && (
          <Button kind="quiet" onPress={onBack}>
            {say.back}
          </Button>
        )}
        <Button kind="quiet" onPress={onQr}>
          {say.useQr}
        </Button>
      </div>
    </Form>
  )
}
