import { useRef, useState } from 'preact/hooks'
import { parseVouchCode } from '../../../../shared/contacts.ts'
import { errorWords } from '../../../messages/errors.ts'
import type { Words } from '../../../messages/words.ts'
import type { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useTask } from '../../../ui/use-task.ts'
import type { PageErrorCode } from '../../../wire/page-error.ts'
import { contact as say } from './messages.ts'

interface CodeFormProps {
  readonly page: SlowRecoveryPage
  readonly onAgain: () => void
}

/** What a refusal says of the field. */
const PROBLEMS: Partial<Record<PageErrorCode, string>> = { code_invalid: say.invalid, offline: say.lost }

/** Takes the code that a contact reads out. */
export function CodeForm({ page, onAgain }: CodeFormProps) {
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const { busy, words, run } = useTask()

  async function use(): Promise<Words | null> {
    const typed = parseVouchCode(code)
    if (typed === null) return show(say.empty)
    const answer = await page.prove('/api/contact/prove', { code: typed })
    if (answer.ok) return null
    const found = PROBLEMS[answer.error.code]
    return found === undefined ? errorWords(answer.error) : show(found)
  }

  function show(found: string): null {
    setProblem(found)
    field.current?.focus()
    return null
  }

  return (
    <Form onSubmit={() => void run(use)}>
      <TextField
        label={say.code}
        hint={say.codeHint}
        error={problem}
        code
        autoComplete="one-time-code"
        inputMode="numeric"
        inputRef={field}
        value={code}
        onInput={(value) => {
          setCode(value)
          setProblem(null)
        }}
      />
      <Refusal words={words} />
      <Button type="submit" wide busy={busy}>
        {say.use}
      </Button>
      <Button kind="quiet" wide onPress={onAgain}>
        {say.again}
      </Button>
    </Form>
  )
}
