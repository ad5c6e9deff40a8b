import { useCallback, useEffect, useRef } from 'preact/hooks'
import type { Result } from '../wire/page-error.ts'

interface Held<Offer> {
  readonly offer: Promise<Result<Offer>>
  readonly at: number
}

interface PreparedOffer<Offer> {
  /** Fetches the options unless fresh ones are there, so that the coming press does not have to wait. */
  readonly prepare: () => void
  /** Gives the fetched options, or fetches them. Each challenge is given out once. */
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
 * Keeps an offer fresh while it is wanted and the page is visible. It is not wanted while one is in use: a new
 * challenge would then void that one.
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
