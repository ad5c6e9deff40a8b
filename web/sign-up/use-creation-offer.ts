import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { CreationOffer } from '../../shared/api.ts'
import { nameProblem } from '../ui/name-problem.ts'
import { CEREMONY_LIVES_MS } from '../webauthn/challenge-lives.ts'
import { useOffer } from '../webauthn/use-offer.ts'
import { post } from '../wire/http.ts'
import type { PageError, Result } from '../wire/page-error.ts'

/** Long enough that a name is checked once, and not at every letter. Milliseconds. */
const TYPING_PAUSE_MS = 600

interface CreationOfferOfName {
  readonly take: () => Promise<Result<CreationOffer>>
  /** Why this name cannot be used, found out while typing. */
  readonly nameRefusal: PageError | null
}

/** The options for creating the passkey of `name`, fetched ahead at every pause in typing. */
export function useCreationOffer(name: string, invite: string | null): CreationOfferOfName {
  const [nameRefusal, setNameRefusal] = useState<PageError | null>(null)
  const current = useRef(name)
  current.current = name
  const fetchOffer = useCallback(async () => {
    const problem = nameProblem(name)
    const offer: Result<CreationOffer> = problem
      ? { ok: false, error: problem }
      : await post('/api/sign-up/options', { name, ...(invite && { invite }) })
    // An answer about an older name can be late.
    if (current.current === name)
      setNameRefusal(!offer.ok && offer.error.code.startsWith('name_') ? offer.error : null)
    return offer
  }, [name, invite])
  const offer = useOffer(fetchOffer, CEREMONY_LIVES_MS)
  const { prepare } = offer
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    setNameRefusal(null)
    if (!name) return
    pause.current = setTimeout(prepare, TYPING_PAUSE_MS)
    return () => clearTimeout(pause.current)
  }, [name, prepare])
  // After the press, nothing is fetched ahead any more: by then this same person may have taken the name.
  const take = () => {
    clearTimeout(pause.current)
    return offer.take()
  }
  return { take, nameRefusal }
}
