import { useState } from 'preact/hooks'
import { parseCaseNumber } from '../../shared/assisted.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { TextField } from '../ui/text-field.tsx'
import { cases as say } from './messages/cases.ts'

interface FindCaseProps {
  /** The number that is looked for; null for all cases. */
  readonly number: string | null
  readonly onFind: (number: string | null) => void
}

/** Finds the case whose number a caller reads out. */
export function FindCase({ number, onFind }: FindCaseProps) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  function find() {
    const parsed = parseCaseNumber(typed)
    setProblem(parsed ? null : say.notNumber)
    if (parsed) onFind(parsed)
  }
  function all() {
    setTyped('')
    setProblem(null)
    onFind(null)
  }
  return (
    <Form onSubmit={find}>
      <TextField
        label={say.find}
        hint={say.findHint}
        error={problem}
        inputMode="numeric"
        value={typed}
        onInput={(value) => {
          setTyped(value)
          setProblem(null)
        }}
      />
      <div class="button-row">
        <Button type="submit" kind="secondary">
          {say.findButton}
        </Button>
        {number !== null && (
          <Button kind="quiet" onPress={all}>
            {say.all}
          </Button>
        )}
      </div>
    </Form>
  )
}
