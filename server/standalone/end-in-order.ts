import type { Logger } from 'pino'
import type { Running } from './run-server.ts'

/** A shutdown that takes longer than this is cut off. Milliseconds. */
const LONGEST_SHUTDOWN_MS = 4_500

/**
 * Ends the process on SIGTERM, SIGINT and SIGHUP (a closed terminal), and on an uncaught error or a rejected promise:
 * after that, nobody knows what state the process is in. Pages are told to reconnect first.
 */
export function endInOrder(running: Running, log: Logger): void {
  let ending = false
  let exitCode = 0
  const end = () => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(1), LONGEST_SHUTDOWN_MS)
    running.close().then(
      () => process.exit(exitCode),
      (err: unknown) => {
        log.fatal({ err }, 'The shutdown failed.')
        process.exit(1)
      },
    )
  }
  const stop = (signal: string) => {
    log.info({ signal }, 'Stopping: pages are told to reconnect.')
    end()
  }
  process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop)
  process.on('uncaughtException', (err, origin) => {
    exitCode = 1
    log.fatal({ err, origin }, 'An error that nothing caught ends this process: pages are told to reconnect.')
    end()
  })
}
