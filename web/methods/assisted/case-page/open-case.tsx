import '../../../ui/pin.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { inFours, type OwnCase, parseCaseCode } from '../../../../shared/assisted.ts'
import { errorWords } from '../../../messages/errors.ts'
import type { Words } from '../../../messages/words.ts'
import type { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import { SupportLink } from '../../../ui/support-link.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useTask } from '../../../ui/use-task.ts'
import { site } from '../../../wire/site.ts'
import { supportCase as say } from './messages.ts'

interface OpenCaseProps {
  readonly page: SlowRecoveryPage
  readonly own: OwnCase
  /** It was opened just now, and the button that was pressed is gone. */
  readonly isNew: boolean
  /** Null where the account is known. */
  readonly onOther: (() => void) | null
  readonly onUsed: () => void
  /** The code may have been taken, but the answer didn't come. */
  readonly onLost: () => void
}

/** The number to read out, and the code that comes back. */
export function OpenCase({ page, own, isNew, onOther, onUsed, onLost }: OpenCaseProps) {
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const number = useRef<HTMLDivElement>(null)
  const { busy, words, run } = useTask()
  useEffect(() => {
    if (isNew) number.current?.focus()
  }, [])

  async function use(): Promise<Words | null> {
    const typed = parseCaseCode(code)
    if (typed === null) return show(say.empty)
    const answer = await page.prove('/api/case/prove', { code: typed })
    if (answer.ok) {
      onUsed()
      return null
    }
    switch (answer.error.code) {
      case 'offline':
        onLost()
        return null
      case 'code_invalid':
        return show(say.invalid)
      default:
        return errorWords(answer.error)
    }
  }

  function show(found: string): null {
    setProblem(found)
    field.current?.focus()
    return null
  }

  return (
    <>
      <div ref={number} tabIndex={-1}>
        <p>{say.opened}</p>
        <p class="pin" translate={false}>
          {inFours(own.number)}
        </p>
      </div>
      <p>
        {say.account} <strong translate={false}>{own.name}</strong>
      </p>
      <p>
        {say.read} {site.supportUrl !== null && <SupportLink />}
      </p>
      <p>{say.check}</p>
      <p>{say.beware}</p>
      <Form onSubmit={() => void run(use)}>
        <TextField
          label={say.code}
          hint={say.hint}
          error={problem}
          code="long"
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
        {onOther && (
          <Button kind="quiet" wide onPress={onOther}>
            {say.other}
          </Button>
        )}
      </Form>
      <p class="soft below">{say.until(own.until)}</p>
    </>
  )
}
