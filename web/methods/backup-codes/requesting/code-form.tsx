import { useRef, useState } from 'preact/hooks'
import { parseBackupCode, showBackupCode } from '../../../../shared/backup-codes.ts'
import { NAME_REFUSALS } from '../../../../shared/errors.ts'
import { errorWords } from '../../../messages/errors.ts'
import type { Words } from '../../../messages/words.ts'
import { ProofRefusal } from '../../../slow-recovery/proof-refusal.tsx'
import { lostWords, refusedWords } from '../../../slow-recovery/refused-words.ts'
import type { ProofFormProps } from '../../../slow-recovery/slow-method.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { nameProblem } from '../../../ui/name-problem.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { isPerhapsDone, type PageError } from '../../../wire/page-error.ts'
import { backupCode as say } from './messages.ts'
import { codeInLine, codeProblem, grouped } from './typed-code.ts'

interface Problems {
  readonly name: string | null
  readonly code: string | null
}

const NONE: Problems = { name: null, code: null }

/** Account name and code. Where the account is known, only the code. What is wrong is said beside its field. */
export function CodeForm({ page, name: known }: ProofFormProps) {
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [problems, setProblems] = useState(NONE)
  const nameField = useRef<HTMLInputElement>(null)
  const codeField = useRef<HTMLInputElement>(null)
  const { busy, words, run } = useTask()

  function type(value: string) {
    setProblems((before) => ({ ...before, code: null }))
    // Changes in the middle are left alone: new hyphens would move the cursor away from them.
    setCode(codeInLine(value) ?? (value.startsWith(code) ? grouped(value) : value))
  }

  function show(found: Problems) {
    setProblems(found)
    if (found.name) nameField.current?.focus()
    else if (found.code) codeField.current?.focus()
  }

  async function use(): Promise<Words | null> {
    const wrongName = known === null ? nameProblem(name) : null
    const parsed = parseBackupCode(code)
    if (wrongName || !parsed) {
      const nameWords = name.trim() === '' ? say.noName : wrongName && sentences(errorWords(wrongName))
      show({ name: wrongName && nameWords, code: parsed ? null : codeProblem(code) })
      return null
    }
    const body = { name: known ?? name.trim(), code: showBackupCode(parsed) }
    const answer = await page.prove('/api/backup-codes/prove', body)
    if (answer.ok) return null
    const refused = problemsOf(answer.error, known === null ? say.invalid : say.anotherInvalid)
    if (!refused) return refusedWords(answer.error)
    show(refused)
    return null
  }

  return (
    <Form onSubmit={() => run(use)}>
      {known === null && (
        <TextField
          label={say.name}
          error={problems.name}
          autoComplete="username"
          inputRef={nameField}
          value={name}
          onInput={(value) => {
            setName(value)
            setProblems((before) => ({ ...before, name: null }))
          }}
        />
      )}
      <TextField
        label={say.code}
        hint={known === null ? say.hint : say.anotherHint}
        error={problems.code}
        code="long"
        inputRef={codeField}
        value={code}
        onInput={type}
      />
      <ProofRefusal page={page} words={words} />
      <Button type="submit" wide busy={busy}>
        {say.use}
      </Button>
    </Form>
  )
}

/** What a refusal says of a field. Null if it is about neither. */
function problemsOf(error: PageError, invalid: string): Problems | null {
  if (error.code === 'code_invalid') return { ...NONE, code: invalid }
  if (isPerhapsDone(error)) return { ...NONE, code: lostWords(error, say.lost) }
  return Object.hasOwn(NAME_REFUSALS, error.code) ? { ...NONE, name: sentences(errorWords(error)) } : null
}

function sentences({ sentence, next }: Words): string {
  return `${sentence} ${next}`
}
