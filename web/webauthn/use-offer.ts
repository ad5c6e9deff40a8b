import { useCallback, useEffect, useRef } from 'preact/hooks'
import type { Result } from '../api/page-error.ts'

/** Younger than any challenge of ours lives, so that an offer is never used when it is about to end. */
const RENEW_AFTER_MS = 45_000

/**
 * Keeps the options of a ceremony at hand and fresh while the page is seen, so that the ceremony can be the
 * first thing in a press. `take` gives the one at hand, or fetches one; an offer is given out once.
 */
export function useOffer<Offer>(fetchOffer: () => Promise<Result<Offer>>): () => Promise<Result<Offer>> {
  const held = useRef<{ readonly offer: Result<Offer>; readonly at: number } | null>(null)
  const renew = useCallback(async () => {
    if (document.hidden) return
    const at = Date.now()
    const offer = await fetchOffer()
    if (offer.ok) held.current = { offer, at }
  }, [fetchOffer])
  useEffect(() => {
    void renew()
    const timer = setInterval(renew, RENEW_AFTER_MS)
    document.addEventListener('visibilitychange', renew)
    return () => {
      held.current = null
      clearInterval(timer)
      document.removeEventListener('visibilitychange', renew)
    }
  }, [renew])
  return useCallback(async () => {
    const ready = held.current
    held.current = null
    if (ready && Date.now() - ready.at < RENEW_AFTER_MS + 5_000) return ready.offer
    return fetchOffer()
  }, [fetchOffer])
}
