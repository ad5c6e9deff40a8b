import { useEffect, useRef, useState } from 'preact/hooks'
import type { OwnCase } from '../../../../shared/assisted.ts'
import type { ProofFormProps } from '../../../slow-recovery/slow-method.ts'
import { createTurns } from '../../../wire/in-order.ts'
import type { PageError } from '../../../wire/page-error.ts'

/** What this browser has: not known yet, why it can't be known, or its case. `isOver`: it had one, until now. */
type Known =
  | {
      readonly own: OwnCase | null
      readonly isNew?: true
      readonly isOver?: true
      readonly before?: string
    }
  | { readonly error: PageError }
  | null

interface OwnCaseKnown {
  readonly known: Known
  readonly setKnown: (known: Known) => void
  readonly look: () => Promise<void>
  /** The same without a word: what was typed stays, unless the case is over. */
  readonly lookAgain: () => Promise<void>
}

/** What is known of the case of this browser. A case that is shown may end meanwhile: a supporter rejects it, or its time is up. */
export function useOwnCase({ page, name }: ProofFormProps, isOffered: boolean): OwnCaseKnown {
  const [known, setKnown] = useState<Known>(null)
  const { current: takeTurn } = useRef(createTurns())
  const shown = known && 'own' in known ? known.own : null

  const look = async () => {
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

  const lookAgain = async () => {
    if (!shown) return
    const counts = takeTurn()
    const answer = await page.ask('/api/case/look', {})
    if (!answer.ok) return
    const { own, recoveryId } = answer.body
    if (recoveryId) await page.adopt(recoveryId)
    // Then its code was used, and the page shows what came of it.
    if (recoveryId && name === null) return
    if (!own) await page.look()
    if (counts()) setKnown(own ? { own } : { own: null, isOver: true, before: shown.name })
  }

  /** What the person did: no look from before says otherwise. */
  const change = (next: Known) => {
    takeTurn()()
    setKnown(next)
  }

  useEffect(() => {
    if (isOffered) void look()
  }, [page])
  useEffect(() => {
    if (!shown) return
    const lookIfSeen = () => {
      if (!document.hidden) void lookAgain()
    }
    const timer = setTimeout(lookIfSeen, shown.until - shown.now)
    document.addEventListener('visibilitychange', lookIfSeen)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', lookIfSeen)
    }
  }, [shown])
  return { known, setKnown: change, look, lookAgain }
}
