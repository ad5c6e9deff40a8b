import { parseArgs } from 'node:util'
import { StartError } from '../../errors/start-error.ts'
import { describeConfig } from './describe-config.ts'

/** What the process was started for. */
export type Command = 'serve' | 'help' | 'check' | 'invite' | AdminCommand

/** What is done for one account. */
const ACCOUNT_COMMANDS = ['grant', 'revoke', 'recover', 'enrol', 'void-link', 'undo-recovery'] as const

export type AccountCommand = (typeof ACCOUNT_COMMANDS)[number]

/** What only people do who may run commands on the server: who is an admin, and links for who lost every passkey. */
export type AdminCommand =
  | { readonly admin: 'list' }
  | { readonly admin: AccountCommand; readonly name: string }

const ADMIN_USAGE = `npm run admin -- ${ACCOUNT_COMMANDS.map((each) => `${each} NAME`).join(' | ')} | list`

/** Reads the command line (without node and script). Throws StartError for a wrong one. */
export function parseArguments(argv: readonly string[]): Command {
  const { values, positionals } = optionsIn(argv)
  if (values.help) return 'help'
  if (values.admin) return adminCommand(positionals)
  if (values.check) return 'check'
  return values.invite ? 'invite' : 'serve'
}

function adminCommand([what, name, ...more]: readonly string[]): AdminCommand {
  if (what === 'list' && name === undefined) return { admin: what }
  const known = ACCOUNT_COMMANDS.find((each) => each === what)
  if (known && name !== undefined && more.length === 0) return { admin: known, name }
  throw new StartError(`Usage: ${ADMIN_USAGE}. A name with spaces needs quotes around it.`)
}

function optionsIn(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: argv.includes('--admin'),
      options: {
        help: { type: 'boolean', short: 'h' },
        check: { type: 'boolean' },
        invite: { type: 'boolean' },
        admin: { type: 'boolean' },
      },
    })
  } catch (error) {
    // Node's message goes on about positional arguments, but there are none here.
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
    `       ${ADMIN_USAGE}`,
    '  --check   check the settings and the stores, say what is wrong, and exit; no table is made or changed',
    '  --invite  print a link with which one person can create an account (one use, 7 days); for SIGN_UP=invite',
    '  admin     works while the server runs:',
    '    grant, revoke, list  choose which accounts may open the console at /admin',
    '    recover              print a one-time link with which one person makes a new passkey for the account (24 hours)',
    '    enrol                the same for a user of your own table who never had a passkey',
    '    void-link            void that link before it is used',
    '    undo-recovery        undo what came of it, for 7 days',
    '',
    'Environment:',
    ...variables,
  ].join('\n')
}
