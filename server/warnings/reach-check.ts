import type { Logger } from 'pino'
import type { Warnings } from './warnings.ts'

/**
 * The log repeats it after this time. For the same time, one socket that was opened shows that others can be.
 * Milliseconds.
 */
const AGAIN_MS = 10 * 60_000

/** The longest origin that is named, in characters. */
const LONGEST_ORIGIN = 200

const STRIPPED =
  'A proxy in front drops WebSocket upgrades, so pages cannot connect and nobody can recover. Let it pass the headers ' +
  'Upgrade and Connection on for /socket.io/; docs/operate.md says how for nginx, HAProxy and Caddy.'

const WITHOUT_ORIGIN =
  'A request from a page came without the header Origin and was refused. If pages say that they cannot connect, a proxy in ' +
  'front drops it: let it pass Origin on.'

const NO_HTTP = 'A connection was refused because it does not speak HTTP/1.1 but '

/** What is set wrongly in a proxy in front of Rekey, by the first bytes that arrive. */
const SPOKEN: readonly (readonly [begins: string, says: string])[] = [
  ...['PROXY ', '\r\n\r\n\0\r\nQUIT\n'].map(
    (begins) =>
      [
        begins,
        'the PROXY protocol. Switch it off in the proxy in front (send-proxy, proxy_protocol), and let it write X-Forwarded-For.',
      ] as const,
  ),
  ['\x16\x03', 'TLS. Let the proxy in front end TLS, and send requests on to http:// instead of https://.'],
  ['PRI * HTTP/2', 'HTTP/2. Let the proxy in front speak HTTP/1.1 to Rekey.'],
]

/** Notices why pages that load cannot reach the server. Without this, only their users would see it. */
export interface ReachCheck {
  /** An upgrade request of a page came as an ordinary request. */
  readonly onStripped: () => void
  /** A socket was opened. */
  readonly onLetIn: () => void
  /** A page's request was refused because of its origin. `origin` is what the client sent, and can be any text. */
  readonly onElsewhere: (origin: string | undefined) => void
  /** Something came that is not an HTTP request. */
  readonly onUnread: (bytes: Buffer) => void
}

export function createReachCheck(
  log: Logger,
  warnings: Pick<Warnings, 'begin' | 'end'>,
  publicUrl: string,
  now: () => number = () => performance.now(),
): ReachCheck {
  let letInAt = Number.NEGATIVE_INFINITY
  const toldAt = new Map<string, number>()
  const elsewhere =
    `A page that was opened at another address than PUBLIC_URL, ${publicUrl}, was refused. ` +
    'If “origin” is an address of yours, redirect it to PUBLIC_URL, or set PUBLIC_URL to it.'
  /**
   * Whether a socket was opened lately. Then the proxy is not the reason: anybody can send a request that looks as if
   * a proxy had changed it.
   */
  const socketsCome = () => now() - letInAt < AGAIN_MS
  function tell(fields: { readonly origin?: string }, says: string): void {
    if (now() - (toldAt.get(says) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return // [H72]
    toldAt.set(says, now())
    log.warn(fields, says)
  }
  return {
    onStripped() {
      if (socketsCome()) return // [H71]
      warnings.begin('upgrades', STRIPPED) // [H70]
    },
    onLetIn() {
      letInAt = now()
      warnings.end('upgrades')
    },
    onElsewhere(origin) {
      if (origin === undefined) return socketsCome() ? undefined : tell({}, WITHOUT_ORIGIN) // [H75]
      if (isOrigin(origin)) tell({ origin }, elsewhere)
    },
    onUnread(bytes) {
      const begin = bytes.subarray(0, 16).toString('latin1')
      const [, says] = SPOKEN.find(([begins]) => begin.startsWith(begins)) ?? []
      if (says && !socketsCome()) tell({}, NO_HTTP + says)
    },
  }
}

function isOrigin(text: string): boolean {
  if (text.length > LONGEST_ORIGIN || !/^https?:/.test(text)) return false
  return URL.canParse(text) && new URL(text).origin === text
}
