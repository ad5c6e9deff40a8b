import { useEffect, useRef, useState } from 'preact/hooks'
import type { ProofPath } from '../../shared/slow-recovery.ts'
import type { Words } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useTask } from '../ui/use-task.ts'
import { isPerhapsDone } from '../wire/page-error.ts'
import { ProofRefusal } from './proof-refusal.tsx'
import { lostWords, refusedWords } from './refused-words.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'

interface CodeFormProps {
  readonly page: SlowRecoveryPage
  readonly path: ProofPath
  /** Null: what was typed can’t be a code, so it costs no try. */
  readonly parse: (typed: string) => string | null
  readonly say: CodeWords
  /** Letters too, and no number pad for them. */
  readonly long?: boolean
  /** The field has the focus at once: the person has just asked for the code. */
  readonly focus?: boolean
  /** What else can be done. Null: nothing. */
  readonly onOther: (() => void) | null
  readonly onUsed?: () => void
  /** The code was refused, or may have been taken without an answer. What was typed stays. */
  readonly onDoubt?: () => Promise<void>
}

interface CodeWords {
  readonly field: string
  readonly hint: string
  readonly use: string
  readonly other: string
  readonly empty: string
  readonly invalid: string
  /** The code may have been taken, but nobody knows: how to find out. */
  readonly lost: string
}

/** Takes a code that people got from somebody or somewhere else, and says beside it why it was not taken. */
export function CodeForm({ page, path, parse, say, long, focus, onOther, onUsed, onDoubt }: CodeFormProps) {
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const { busy, words, run } = useTask()
  useEffect(() => {
    if (focus) field.current?.focus()
  }, [])

  async function use(): Promise<Words | null> {
    const typed = parse(code)
    if (typed === null) return show(say.empty)
    const answer = await page.prove(path, { code: typed })
    if (answer.ok) {
      onUsed?.()
      return null
    }
    const { error } = answer
    if (isPerhapsDone(error)) {
      show(lostWords(error, say.lost))
      await onDoubt?.()
      return null
    }
    if (error.code !== 'code_invalid') return refusedWords(error)
    // It may be spent because it was taken, and only the answer got lost.
    await onDoubt?.()
    return show(say.invalid)
  }

  function show(found: string): null {
    setProblem(found)
    field.current?.focus()
    return null
  }

  return (
    <Form onSubmit={() => run(use)}>
      <TextField
        label={say.field}
        hint={say.hint}
        error={problem}
        {...(long ? { code: 'long' } : { code: true, autoComplete: 'one-time-code', inputMode: 'numeric' })}
        inputRef={field}
        value={code}
        onInput={(value) => {
          setCode(value)
          setProblem(null)
        }}
      />
      <ProofRefusal page={page} words={words} />
      <Button type="submit" wide busy={busy}>
        {say.use}
      </Button>
      {onOther && (
        <Button kind="quiet" wide onPress={onOther}>
          {say.other}
        </Button>
      )}
    </Form>
  )
}
