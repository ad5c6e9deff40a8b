import { useRef, useState } from 'preact/hooks'
import type { OwnCase } from '../../../../shared/assisted.ts'
import { NAME_REFUSALS } from '../../../../shared/errors.ts'
import { errorWords } from '../../../messages/errors.ts'
import type { Words } from '../../../messages/words.ts'
import type { ProofFormProps } from '../../../slow-recovery/slow-method.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { nameProblem } from '../../../ui/name-problem.ts'
import { Refusal } from '../../../ui/refusal.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { supportCase as say } from './messages.ts'

interface NameFormProps extends ProofFormProps {
  readonly onOpened: (own: OwnCase) => void
}

/** Opens a case. Where the account is known, only the button. */
export function NameForm({ page, name: known, onOpened }: NameFormProps) {
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const { busy, words, run } = useTask()

  async function open(): Promise<Words | null> {
    const wrong = known === null ? nameProblem(name) : null
    if (wrong) return show(wrong.code === 'name_empty' ? say.noName : sentences(errorWords(wrong)))
    const answer = await page.ask('/api/case/ask', { name: known ?? name.trim() })
    if (answer.ok) {
      onOpened(answer.body)
      return null
    }
    const refused = errorWords(answer.error)
    return Object.hasOwn(NAME_REFUSALS, answer.error.code) ? show(sentences(refused)) : refused
  }

  function show(found: string): null {
    setProblem(found)
    field.current?.focus()
    return null
  }

  return (
    <Form onSubmit={() => void run(open)}>
      {known === null ? (
        <TextField
          label={say.name}
          error={problem}
          autoComplete="username"
          inputRef={field}
          value={name}
          onInput={(value) => {
            setName(value)
            setProblem(null)
          }}
        />
      ) : (
        <p>{say.openAgain}</p>
      )}
      <Refusal words={words} />
      <Button type="submit" wide busy={busy}>
        {say.open}
      </Button>
    </Form>
  )
}

function sentences({ sentence, next }: Words): string {
  return `${sentence} ${next}`
}
