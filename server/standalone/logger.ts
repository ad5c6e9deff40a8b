import { EventEmitter } from 'node:events'
import { fstatSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Warnings } from '../warnings/warnings.ts'

/** Standard output, as the log writes to it. `write` means that a line was written, `error` that lines are lost. */
export type LogOutput = DestinationStream & EventEmitter

/** How many bytes may wait while nothing can be written. Beyond it, lines are lost. */
const MOST_WAITING = 1024 * 1024

const DEEPEST_CAUSE = 8

/**
 * Opens standard output for the log. If the disk is full, or the reader is gone or has stopped, lines are lost and
 * nothing else happens.
 */
export function openLogOutput(): LogOutput {
  const kind = fstatSync(1)
  const output = kind.isFIFO() || kind.isSocket() ? throughPipe(process.stdout) : toFile()
  output.on('error', () => {}) // [H17]
  return output
}

function toFile(): LogOutput {
  return pino.destination({ dest: 1, sync: true, maxLength: MOST_WAITING })
}

/** Written in the way files are, a pipe that nobody reads would stop the whole process. */
export function throughPipe(pipe: Writable): LogOutput {
  const output = new EventEmitter()
  pipe.on('error', (err) => output.emit('error', err))
  const write = (line: string) => {
    const isFull = pipe.destroyed || pipe.writableLength > MOST_WAITING
    if (isFull) return output.emit('error', new Error('Nobody reads the log.')) // [H41]
    return pipe.write(line, (err) => err || output.emit('write'))
  }
  return Object.assign(output, { write })
}

/** Shows that lines are lost, which the log itself cannot say. */
export function watchLog(output: LogOutput, warnings: Warnings): void {
  output.on('error', () => warnings.begin('log', 'Log lines cannot be written, and are lost.'))
  output.on('write', () => warnings.end('log'))
}

/** The log, in JSON lines. It never gets a secret, code, cookie or full address. Logging never throws. */
export function createLogger(level: string, output: DestinationStream = openLogOutput()): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: plainError },
  }
  return pino(options, output)
}

/** What went wrong and where. Without the driver's own fields, which can contain rows and parameters. */
function plainError(error: unknown, depth = 0): object {
  try {
    if (!(error instanceof Error)) return { message: String(error) }
    const { name, message, stack, cause } = error
    const goesOn = cause !== undefined && depth < DEEPEST_CAUSE
    return { name, message, stack, ...(goesOn && { cause: plainError(cause, depth + 1) }) }
  } catch {
    return { message: 'An error that cannot be read.' } // [H18]
  }
}
