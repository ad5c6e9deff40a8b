import type { Logger } from 'pino'

/** The log is told again after this long, while it goes on. */
const AGAIN_MS = 10 * 60_000

/** Notices a proxy in front that TRUST_PROXY does not name: behind it, everybody seems to be one network. */
export interface ProxyCheck {
  /** A request came through such a proxy; `from` is its own network. */
  readonly onHidden: (from: string) => void
  /** Where it was last seen, if that was within ten minutes. */
  readonly hiddenBy: () => string | null
}

export function createProxyCheck(log: Logger): ProxyCheck {
  let seen: { readonly from: string; readonly at: number } | null = null
  let toldAt = Number.NEGATIVE_INFINITY
  return {
    onHidden(from) {
      const now = performance.now()
      seen = { from, at: now }
      if (now - toldAt < AGAIN_MS) return
      toldAt = now
      log.error(
        { from },
        'A proxy that TRUST_PROXY does not name forwards requests, so nobody’s address is known and all share ' +
          'fifty times the limits of one network. Set TRUST_PROXY to the number of proxies, or to their addresses.',
      )
    },
    hiddenBy: () => (seen && performance.now() - seen.at < AGAIN_MS ? seen.from : null),
  }
}
