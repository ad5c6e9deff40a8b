import { useRef, useState } from 'preact/hooks'
import type { VouchAsked } from '../../../../shared/contacts.ts'
import { NAME_REFUSALS } from '../../../../shared/errors.ts'
import { errorWords } from '../../../messages/errors.ts'
import type { Words } from '../../../messages/words.ts'
import type { ProofFormProps } from '../../../slow-recovery/slow-method.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { contact as say } from './messages.ts'

interface AskFormProps extends ProofFormProps {
  readonly onAsked: (asked: VouchAsked) => void
}

/** Asks for a link. Where the account is known, there is only the button. */
export function AskForm({ page, name: known, onAsked }: AskFormProps) {
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const { busy, words, run } = useTask()

  async function ask(): Promise<Words | null> {
    const typed = known ?? name.trim()
    if (typed === '') return show(say.noName)
    const answer = await page.ask('/api/contact/ask', { name: typed })
    if (answer.ok) {
      onAsked(answer.body)
      return null
    }
    const refused = errorWords(answer.error)
    if (!Object.hasOwn(NAME_REFUSALS, answer.error.code)) return refused
    return show(`${refused.sentence} ${refused.next}`)
  }

  function show(found: string): null {
    setProblem(found)
    field.current?.focus()
    return null
  }

  return (
    <Form onSubmit={() => void run(ask)}>
      {known === null && (
        <TextField
          label={say.name}
          hint={say.nameHint}
          error={problem}
          autoComplete="username"
          inputRef={field}
          value={name}
          onInput={(value) => {
            setName(value)
            setProblem(null)
          }}
        />
      )}
      <Refusal words={words} />
      <Button type="submit" wide busy={busy}>
        {say.make}
      </Button>
    </Form>
  )
}
