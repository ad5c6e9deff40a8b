import { check } from './composition/check.ts'
import { createLogger } from './composition/logger.ts'
import { printInvite } from './composition/print-invite.ts'
import { runServer } from './composition/run-server.ts'
import { embeddedWarnings, welcome } from './composition/welcome.ts'
import { type Errand, helpText, parseArguments } from './config/arguments.ts'
import { type Config, ConfigError, parseConfig } from './config/config.ts'

/** A shutdown that takes longer than this is cut off. */
const LONGEST_SHUTDOWN_MS = 4_500

try {
  const errand = parseArguments(process.argv.slice(2))
  if (errand === 'help') say(helpText())
  else await run(errand, parseConfig(process.env))
} catch (error) {
  complain(error)
  process.exitCode = 1
}

async function run(errand: Exclude<Errand, 'help'>, config: Config): Promise<void> {
  if (errand === 'check') return say(await check(config))
  if (errand === 'invite') return say(await printInvite(config))
  return serve(config)
}

async function serve(config: Config): Promise<void> {
  const log = createLogger(config.logLevel)
  const running = await runServer(config, log)
  say(welcome(config))
  for (const warning of [...config.warnings, ...embeddedWarnings(config)]) log.warn(warning)
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'Stopping: pages are told to reconnect.')
    setTimeout(() => process.exit(1), LONGEST_SHUTDOWN_MS).unref()
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        complain(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** People get sentences; a stack only for what nobody foresaw. */
function complain(error: unknown): void {
  const foreseen = error instanceof ConfigError || (error instanceof Error && !(error instanceof RangeError))
  process.stderr.write(`${foreseen ? (error as Error).message : String(error)}\n`)
}
