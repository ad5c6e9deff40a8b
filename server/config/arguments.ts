import { parseArgs } from 'node:util'
import { describeConfig } from './describe-config.ts'

/** What the process was started for. */
export type Errand = 'serve' | 'help' | 'check' | 'invite'

/** Reads the command line (without node and script). Throws a TypeError with a sentence for a wrong one. */
export function parseArguments(argv: readonly string[]): Errand {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      help: { type: 'boolean', short: 'h' },
      check: { type: 'boolean' },
      invite: { type: 'boolean' },
    },
  })
  if (values.help) return 'help'
  if (values.check) return 'check'
  return values.invite ? 'invite' : 'serve'
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
    '  --check   read the configuration, reach the stores, say what is wrong, and exit',
    '  --invite  print a link with which one person can create an account (one use, 7 days)',
    '',
    'Environment:',
    ...variables,
  ].join('\n')
}
