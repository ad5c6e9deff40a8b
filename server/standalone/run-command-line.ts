// Imported first: what it removes must be gone before any library is loaded.
import './quiet-libraries.ts'

import { runAdminCommand } from './admin-commands/run.ts'
import { check } from './check.ts'
import { complaintAbout } from './complaint.ts'
import { type Command, helpText, parseArguments } from './config/arguments.ts'
import { type Config, parseConfig } from './config/config.ts'
import { endInOrder } from './end-in-order.ts'
import { createLogger, openLogOutput } from './logger.ts'
import type { OwnParts } from './open-stores.ts'
import { printInvite } from './print-invite.ts'
import { wantedWords } from './quiet-libraries.ts'
import { runServer } from './run-server.ts'
import { welcome } from './welcome.ts'

/** The whole program, from the command line and the environment, with the stores that a site brings. */
export async function runCommandLine(own: OwnParts = {}): Promise<void> {
  // A new database is readable only by the user that runs Rekey, like the secret beside it.
  process.umask(process.umask() | 0o077) // [S194]
  // The program that reads our output may stop reading. That is no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  try {
    const command = parseArguments(process.argv.slice(2))
    if (command === 'help') say(helpText())
    else await run(command, parseConfig(process.env), own)
  } catch (error) {
    process.stderr.write(`${complaintAbout(error)}\n`)
    process.exitCode = 1
  }
}

async function run(command: Exclude<Command, 'help'>, config: Config, own: OwnParts): Promise<void> {
  if (command === 'check') return say(await check(config))
  if (command === 'invite') return say(await printInvite(config))
  if (command !== 'serve') return say(await runAdminCommand(command, config, own))
  return serve(config, own)
}

async function serve(config: Config, own: OwnParts): Promise<void> {
  const logOutput = openLogOutput()
  const log = createLogger(config.logLevel, logOutput)
  if (/[*:]/.test(wantedWords))
    log.warn('DEBUG is ignored: libraries would print passwords, cookies and PINs.')
  const running = await runServer(config, log, { ...own, logOutput })
  endInOrder(running, log)
  say(welcome(config))
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
