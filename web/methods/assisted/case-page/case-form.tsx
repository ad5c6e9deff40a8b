import { useEffect, useState } from 'preact/hooks'
import type { OwnCase } from '../../../../shared/assisted.ts'
import { errorWords } from '../../../messages/errors.ts'
import { AskForm } from '../../../slow-recovery/ask-form.tsx'
import type { ProofFormProps } from '../../../slow-recovery/slow-method.ts'
import { Button } from '../../../ui/button.tsx'
import { Refusal } from '../../../ui/refusal.tsx'
import type { PageError } from '../../../wire/page-error.ts'
import { site } from '../../../wire/site.ts'
import { notOffered, supportCase as say } from './messages.ts'
import { OpenCase } from './open-case.tsx'

/** What this browser has: not known yet, why it can't be known, or its case. */
type Known =
  | { readonly own: OwnCase | null; readonly isNew?: true; readonly before?: string }
  | { readonly error: PageError }
  | null

/** First the account name, then the case and its code. Nobody learns here whether anybody has that name. */
export function CaseForm({ page, name }: ProofFormProps) {
  const [known, setKnown] = useState<Known>(null)
  const look = async () => {
    setKnown(null)
    const answer = await page.ask('/api/case/look', {})
    if (!answer.ok) return setKnown({ error: answer.error })
    const { own, recoveryId } = answer.body
    // The answer to a code that was right got lost.
    if (recoveryId) {
      await page.adopt(recoveryId)
      if (name === null) return
    }
    setKnown({ own })
  }
  /** The same without a word: what was typed stays until it is known that it was taken. */
  const lookAfterLoss = async () => {
    const answer = await page.ask('/api/case/look', {})
    if (answer.ok && answer.body.recoveryId) await page.adopt(answer.body.recoveryId)
  }
  const isOffered = site.methods.includes('assisted')
  useEffect(() => {
    if (isOffered) void look()
  }, [page])

  if (!isOffered) return <Refusal words={notOffered} />
  if (!known) return <p>{say.loading}</p>
  if ('error' in known) {
    return (
      <Refusal words={errorWords(known.error)}>
        <Button onPress={() => void look()}>{say.tryAgain}</Button>
      </Refusal>
    )
  }
  const { own, isNew = false, before = null } = known
  if (!own) {
    return (
      <>
        {name !== null && <p>{say.openAgain}</p>}
        <AskForm
          page={page}
          path="/api/case/ask"
          of="name"
          known={name}
          before={before}
          say={say.asking}
          onAsked={(own) => setKnown({ own, isNew: true })}
        />
      </>
    )
  }
  return (
    <OpenCase
      page={page}
      own={own}
      isNew={isNew}
      onOther={name === null ? () => setKnown({ own: null, before: own.name }) : null}
      onUsed={() => setKnown({ own: null })}
      onLost={lookAfterLoss}
    />
  )
}
