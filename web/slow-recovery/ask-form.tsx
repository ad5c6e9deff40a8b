import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { AllPosts } from '../../shared/all-posts.ts'
import { NAME_REFUSALS } from '../../shared/errors.ts'
import type { Words } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { nameProblem } from '../ui/name-problem.ts'
import { Refusal } from '../ui/refusal.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useTask } from '../ui/use-task.ts'
import type { PageError } from '../wire/page-error.ts'
import { refusedWords } from './refused-words.ts'
import type { AskPath, SlowRecoveryPage } from './slow-recovery-page.ts'

interface AskFormProps<Path extends AskPath> {
  readonly page: SlowRecoveryPage
  readonly path: Path
  /** What people type. */
  readonly of: 'name' | 'address'
  /** What it is already. Then there is only the button. */
  readonly known?: string | null
  /** What was typed before, if the person came back here: then it is in the field, which has the focus. */
  readonly before?: string | null
  readonly say: AskWords
  readonly onAsked: (answer: AllPosts[Path][1], typed: string) => void
  /** Below the button. */
  readonly children?: ComponentChildren
}

interface AskWords {
  readonly field: string
  readonly hint?: string
  /** Nothing was typed. */
  readonly missing: string
  readonly ask: string
  /** What works at once if the wait is long. */
  readonly instead?: string
}

/** A minute or two is best waited for. */
const LONG_MS = 5 * 60_000

const FIELDS = {
  name: { autoComplete: 'username' },
  address: { autoComplete: 'email', inputMode: 'email' },
} as const

/** Asks for what a proof needs, in the name of an account or at an address. Nobody learns here whether anybody has it. */
export function AskForm<Path extends AskPath>(props: AskFormProps<Path>) {
  const { page, path, of, known = null, before = null, say, onAsked, children } = props
  const [value, setValue] = useState(before ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const { busy, words, run } = useTask()
  useEffect(() => {
    if (before !== null) field.current?.focus()
  }, [])

  async function ask(): Promise<Words | null> {
    const typed = known ?? value.trim()
    if (typed === '') return show(say.missing)
    const wrong = of === 'name' ? nameProblem(typed) : null
    if (wrong) return refused(wrong)
    const answer = await page.ask(path, { [of]: typed })
    if (!answer.ok) return refused(answer.error)
    onAsked(answer.body, typed)
    return null
  }

  function refused(error: PageError): Words | null {
    const found = refusedWords(error)
    const ofField =
      of === 'name' ? Object.hasOwn(NAME_REFUSALS, error.code) : error.code === 'address_invalid'
    if (ofField && known === null) return show(`${found.sentence} ${found.next}`)
    const waits = error.code === 'rate_limited' && (error.retryAfterMs ?? 0) > LONG_MS
    return waits && say.instead ? { ...found, next: `${found.next} ${say.instead}` } : found
  }

  function show(found: string): null {
    setProblem(found)
    field.current?.focus()
    return null
  }

  return (
    <Form onSubmit={() => run(ask)}>
      {known === null && (
        <TextField
          label={say.field}
          hint={say.hint}
          error={problem}
          {...FIELDS[of]}
          inputRef={field}
          value={value}
          onInput={(typed) => {
            setValue(typed)
            setProblem(null)
          }}
        />
      )}
      <Refusal words={words} />
      <Button type="submit" wide busy={busy} autoFocus={before !== null && known !== null}>
        {say.ask}
      </Button>
      {children}
    </Form>
  )
}
