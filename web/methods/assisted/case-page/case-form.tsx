import { errorWords } from '../../../messages/errors.ts'
import { AskForm } from '../../../slow-recovery/ask-form.tsx'
import { notOffered } from '../../../slow-recovery/refused-words.ts'
import type { ProofFormProps } from '../../../slow-recovery/slow-method.ts'
import { Refusal } from '../../../ui/refusal.tsx'
import { TryAgain } from '../../../ui/try-again.tsx'
import { site } from '../../../wire/site.ts'
import { isOver as isOverWords, supportCase as say } from './messages.ts'
import { OpenCase } from './open-case.tsx'
import { useOwnCase } from './use-own-case.ts'

/** First the account name, then the case and its code. Nobody learns here whether anybody has that name. */
export function CaseForm({ page, name }: ProofFormProps) {
  const isOffered = site.methods.includes('assisted')
  const { known, setKnown, look, lookAgain } = useOwnCase({ page, name }, isOffered)

  if (!isOffered) return <Refusal words={notOffered} />
  if (!known) return <p>{say.loading}</p>
  if ('error' in known) {
    return <TryAgain words={errorWords(known.error)} look={look} />
  }
  const { own, isNew = false, isOver = false, before = null } = known
  if (!own) {
    const endsFirst = before !== null && !isOver ? say.endsFirst(before) : null
    return (
      <>
        {isOver && <Refusal words={isOverWords} />}
        {name !== null && !isOver && <p>{say.openAgain}</p>}
        <AskForm
          page={page}
          path="/api/case/ask"
          of="name"
          known={name}
          before={before}
          say={endsFirst ? { ...say.asking, hint: endsFirst } : say.asking}
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
      onDoubt={lookAgain}
    />
  )
}
