import { parseArgs } from 'node:util'
import { describeConfig } from './describe-config.ts'
import { StartError } from './start-error.ts'

/** What the process was started for. */
export type Errand = 'serve' | 'help' | 'check' | 'invite'

/** Reads the command line (without node and script). Throws StartError for a wrong one. */
export function parseArguments(argv: readonly string[]): Errand {
  const values = optionsIn(argv)
  if (values.help) return 'help'
  if (values.check) return 'check'
  return values.invite ? 'invite' : 'serve'
}

function optionsIn(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        help: { type: 'boolean', short: 'h' },
        check: { type: 'boolean' },
        invite: { type: 'boolean' },
      },
    })
    return values
  } catch (error) {
    // Node goes on about positional arguments, of which there are none here.
    const [wrong] = (error as Error).message.split('. ')
    throw new StartError(`${wrong}. "npm start -- --help" lists all options.`, { cause: error })
  }
}

/** What `--help` prints. */
export function helpText(): string {
  const variables = describeConfig().map(
    (row) =>
      `  ${row.name} (default: ${row.default.replaceAll('`', '')})\n      ${row.meaning.replaceAll('`', '')}`,
  )
  return [
    'Rekey: the way back in when a passkey is lost.',
    '',
    'Usage: npm start -- [--help | --check | --invite]',
    '  --check   read the configuration, reach the stores, say what is wrong, and exit; no table is made or changed',
    '  --invite  print a link with which one person can create an account (one use, 7 days); for SIGN_UP=invite',
    '',
    'Environment:',
    ...variables,
  ].join('\n')
}
