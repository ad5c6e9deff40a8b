/** An error of a client that tried several things. The reason is inside. */
interface Wrapped extends Error {
  /** From a cluster of which no node answered. */
  readonly lastNodeError?: Error | null
  /** From a name that leads to several addresses. */
  readonly errors?: readonly Error[]
  readonly code?: string
}

/** Messages that say only that something ended, but not why. */
const SAYS_NOTHING =
  /^(Connection is closed\.|None of startup nodes is available|Failed to refresh slots cache\.)$/

/** The innermost reason in its own words, or an empty text where there is none. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { lastNodeError, errors, cause, code, message }: Wrapped = error
  const inner = lastNodeError ?? errors?.[0] ?? cause
  const reason = inner ? reasonOf(inner) : '' // [K167]
  if (reason) return reason
  return SAYS_NOTHING.test(message) ? '' : shortened(withoutArguments(message)) || code || ''
}

/** OpenSSL puts numbers before the reason, and its source file and a line break after it. */
function shortened(message: string): string {
  return message
    .replace(/^[0-9A-F]+:error:\w+:[^:]*:[^:]*:([^:]+):[\s\S]*/, 'TLS: $1')
    .replace(/ script: \w+, on @user_script.*/, '')
    .trim()
}

/** A server that does not know a command repeats its arguments, and the password can be among them. */
function withoutArguments(message: string): string {
  return message.replace(/,? *with args beginning with[\s\S]*/i, '') // [K175]
}
