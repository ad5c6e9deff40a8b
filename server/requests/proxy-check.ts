import type { Logger } from 'pino'
import type { ForwardingHeader, HiddenBy } from './client-address.ts'

/** The log repeats it after this time. Milliseconds. */
const AGAIN_MS = 10 * 60_000

/** Notices a proxy that makes all clients look like one network. */
export interface ProxyCheck {
  /** A request came through such a proxy. `from` is the proxy's own network. */
  readonly onHidden: (from: string, by: HiddenBy) => void
  /** A page's request came through a trusted proxy that did not say whom it forwards for. */
  readonly onUntold: (from: string) => void
  /** The network of the last such proxy, if it was seen within ten minutes. */
  readonly hiddenBy: () => string | null
}

/** `header` is the header that is read from trusted proxies. */
export function createProxyCheck(log: Logger, header: ForwardingHeader): ProxyCheck {
  let seen: { readonly from: string; readonly at: number } | null = null
  const toldAt = new Map<HiddenBy | 'untold', number>()
  function isDue(what: HiddenBy | 'untold'): boolean {
    const now = performance.now()
    if (now - (toldAt.get(what) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return false
    toldAt.set(what, now)
    return true
  }
  return {
    onHidden(from, by) {
      seen = { from, at: performance.now() }
      if (isDue(by)) log.error({ from }, hiddenWords(by, header))
    },
    onUntold(from) {
      if (isDue('untold')) log.warn({ from }, untoldWords(header))
    },
    hiddenBy: () => (seen && performance.now() - seen.at < AGAIN_MS ? seen.from : null),
  }
}

function hiddenWords(by: HiddenBy, header: ForwardingHeader): string {
  const all = 'so nobody’s address is known and all share fifty times the limits of one network.'
  if (by === 'unnamed') {
    return (
      `A proxy that TRUST_PROXY does not name forwards requests, ${all} ` +
      'Set TRUST_PROXY to the number of proxies, or to their addresses.'
    )
  }
  const [read, other] = [spelled(header), spelled(by === 'no-address' ? header : by)]
  if (by === 'no-address') {
    return (
      `What the proxy that TRUST_PROXY names writes into ${read} is not an address, ${all} ` +
      'Let it write the address of whoever connects to it, and commas between several.'
    )
  }
  return (
    `What comes through the proxy that TRUST_PROXY names has ${other} and no ${read}, ${all} ` +
    `Let the proxy write ${read}; or, if it overwrites the ${other} that visitors send, set PROXY_HEADER=${by}.`
  )
}

function untoldWords(header: ForwardingHeader): string {
  const read = spelled(header)
  return (
    `The proxy that TRUST_PROXY names writes no ${read}, so everyone seems to come from the proxy and shares the ` +
    `limits of one network. Let it write ${read}; without a proxy in front, leave TRUST_PROXY empty.`
  )
}

function spelled(header: ForwardingHeader): string {
  return { 'x-forwarded-for': 'X-Forwarded-For', forwarded: 'Forwarded', 'x-real-ip': 'X-Real-IP' }[header]
}
