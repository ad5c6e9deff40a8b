import { useCallback, useEffect, useRef } from 'preact/hooks'
import type { Result } from '../wire/page-error.ts'

interface Held<Offer> {
  readonly offer: Promise<Result<Offer>>
  readonly at: number
}

interface PreparedOffer<Offer> {
  /** Fetches the options unless fresh ones are at hand, so that the coming press need not wait. */
  readonly prepare: () => void
  /** Gives the options at hand, or fetches them. Each challenge is given out once. */
  readonly take: () => Promise<Result<Offer>>
}

/**
 * Options of a ceremony, fetched ahead so that the ceremony is the first thing in a press.
 * `livesMs` must be shorter than the life of the challenge on the server.
 */
export function useOffer<Offer>(
  fetchOffer: () => Promise<Result<Offer>>,
  livesMs: number,
): PreparedOffer<Offer> {
  const held = useRef<Held<Offer> | null>(null)
  const fetchFresh = useCallback((): Held<Offer> => {
    const ready = held.current
    if (ready && Date.now() - ready.at < livesMs) return ready
    const fresh = { offer: fetchOffer(), at: Date.now() }
    held.current = fresh
    void fresh.offer.then((offer) => {
      if (!offer.ok && held.current === fresh) held.current = null
    })
    return fresh
  }, [fetchOffer, livesMs])
  useEffect(
    () => () => {
      held.current = null
    },
    [fetchOffer],
  )
  const prepare = useCallback(() => void fetchFresh(), [fetchFresh])
  const take = useCallback(() => {
    const { offer } = fetchFresh()
    held.current = null
    return offer
  }, [fetchFresh])
  return { prepare, take }
}

/**
 * Keeps an offer fresh while it is wanted and someone looks at the page. Not wanted means: one was taken
 * and is in use, where a fresh challenge would void the one before.
 */
export function useKeptFresh({ prepare }: Pick<PreparedOffer<unknown>, 'prepare'>, wanted = true): void {
  useEffect(() => {
    if (!wanted) return
    const look = () => {
      if (!document.hidden) prepare()
    }
    look()
    const timer = setInterval(look, 5_000)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [prepare, wanted])
}
