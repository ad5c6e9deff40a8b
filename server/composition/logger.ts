import { type Logger, pino } from 'pino'

/** JSON lines on standard output. No secret, code, cookie or full address is ever handed to it. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: plainError },
  })
}

/** What went wrong and where; not the driver's own fields, which can hold rows and parameters. */
function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack, cause } = error
  return { name, message, stack, ...(cause !== undefined && { cause: plainError(cause) }) }
}
