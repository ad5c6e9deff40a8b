import { useRef, useState } from 'preact/hooks'
import { parseBackupCode, type TriedCode } from '../../../../shared/backup-codes.ts'
import type { Words } from '../../../messages/words.ts'
import { useOwnerStepUp } from '../../../owner/use-owner-step-up.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PrepareOnIntent } from '../../../ui/prepare-on-intent.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { post } from '../../../wire/http.ts'
import { codeInLine, codeProblem, grouped } from '../requesting/typed-code.ts'
import { trying as say } from './messages.ts'

interface TryDialogProps {
  readonly onTried: (sentence: string) => void
  readonly onClose: () => void
}

/** Asks for one code and a passkey, and says whether the code works. It stays unused. */
export function TryDialog({ onTried, onClose }: TryDialogProps) {
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [found, setFound] = useState<TriedCode | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const { busy, words, run } = useTask()
  const { prepare, confirm } = useOwnerStepUp({ do: 'try-backup-code' })
  const right = found !== null && found.state !== 'used'

  function type(value: string) {
    setProblem(null)
    setFound(null)
    setCode(codeInLine(value) ?? (value.startsWith(code) ? grouped(value) : value))
  }

  function refuse(sentence: string): null {
    setProblem(sentence)
    field.current?.focus()
    return null
  }

  async function check(): Promise<Words | null> {
    if (!parseBackupCode(code)) return refuse(codeProblem(code))
    setFound(null)
    let wrong = false
    const refusal = await confirm(async (stepUp) => {
      const answer = await post('/api/backup-codes/try', { code, stepUp })
      if (answer.ok) setFound(answer.body)
      else wrong = answer.error.code === 'code_invalid'
      return answer
    })
    return wrong ? refuse(say.wrong) : refusal
  }

  const close = () => (right ? onTried(say.done) : onClose())
  return (
    <Dialog
      title={say.title}
      onClose={close}
      actions={
        <Button kind={right ? 'primary' : 'secondary'} onPress={close}>
          {right ? say.close : say.cancel}
        </Button>
      }
    >
      <p>{say.text}</p>
      <Form onSubmit={() => run(check)}>
        <TextField
          label={say.code}
          hint={say.hint}
          error={problem}
          code="long"
          inputRef={field}
          value={code}
          onInput={type}
        />
        <Refusal words={words} />
        {!right && (
          <PrepareOnIntent prepare={prepare}>
            <Button type="submit" wide busy={busy}>
              {say.check}
            </Button>
          </PrepareOnIntent>
        )}
      </Form>
      <div role="status">
        {found && (
          <Notice tone={right ? 'good' : 'warn'} title={say.found[found.state].sentence}>
            <p>{say.found[found.state].next(found.countsFrom)}</p>
          </Notice>
        )}
      </div>
    </Dialog>
  )
}
