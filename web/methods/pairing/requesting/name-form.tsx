import { useState } from 'preact/hooks'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { nameProblemWords } from '../../../ui/name-problem.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { keptName } from './kept-name.ts'
import { pinWay } from './messages/pin.ts'
import type { RequestingPage } from './requesting-page.ts'

interface NameFormProps {
  readonly page: RequestingPage
  /** The name was sent, and there is no answer yet. */
  readonly asking: boolean
  readonly go: string
  readonly hint?: string
  readonly error?: string | null
}

/** Asks for the account name, and then for a code that works for that account only. */
export function NameForm({ page, asking, go, hint, error = null }: NameFormProps) {
  const [name, setName] = useState(keptName() ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const submit = () => {
    const found = nameProblemWords(name)
    setProblem(found)
    if (!found && !asking) page.startAgain(name.trim())
  }
  return (
    <Form onSubmit={submit}>
      <TextField
        label={pinWay.accountName}
        hint={hint}
        error={problem ?? error}
        autoComplete="username"
        value={name}
        onInput={setName}
      />
      <Button type="submit" wide busy={asking}>
        {go}
      </Button>
    </Form>
  )
}
