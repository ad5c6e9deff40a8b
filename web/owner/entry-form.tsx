import { useRef, useState } from 'preact/hooks'
import type { Asserted } from '../../shared/api.ts'
import type { StepUpAction } from '../../shared/step-up.ts'
import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { PrepareOnIntent } from '../ui/prepare-on-intent.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useTask } from '../ui/use-task.ts'
import type { PageError, Result } from '../wire/page-error.ts'
import { useOwnerStepUp } from './use-owner-step-up.ts'

interface EntryFormProps {
  readonly say: {
    readonly field: string
    readonly hint: string
    /** Nothing was typed. */
    readonly missing: string
    readonly send: string
  }
  readonly autoComplete?: string
  /** The step-up for exactly what was typed. */
  readonly action: (typed: string) => StepUpAction
  readonly send: (typed: string, stepUp: Asserted) => Promise<Result<unknown>>
  readonly onSent: (typed: string) => void
  readonly wordsOf?: (error: PageError) => Words
}

/** Adds one thing to the account, such as an address, with a step-up. The field is empty again afterwards. */
export function EntryForm({ say, action, send, onSent, autoComplete, wordsOf = errorWords }: EntryFormProps) {
  const [value, setValue] = useState('')
  const [missing, setMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const { busy, words, run } = useTask()
  const typed = value.trim()
  const { prepare, confirm } = useOwnerStepUp(action(typed), wordsOf)
  const attempt = () => confirm((stepUp) => send(typed, stepUp))
  const submit = async () => {
    if (typed !== '') return run(attempt, done)
    setMissing(true)
    field.current?.focus()
  }
  const done = () => {
    setValue('')
    setMissing(false)
    onSent(typed)
  }
  return (
    <Form onSubmit={submit}>
      <TextField
        label={say.field}
        hint={say.hint}
        error={missing && typed === '' ? say.missing : null}
        inputRef={field}
        autoComplete={autoComplete ?? 'off'}
        value={value}
        onInput={setValue}
      />
      <Refusal words={words} />
      <PrepareOnIntent prepare={prepare}>
        <Button kind="secondary" type="submit" busy={busy}>
          {say.send}
        </Button>
      </PrepareOnIntent>
    </Form>
  )
}
