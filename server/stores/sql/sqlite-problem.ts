import type { Problem } from './problem.ts'
import { innermost } from './start-errors.ts'

const MEND =
  'See that the file and its folder are there for the user that runs Rekey to write, or name another DATA_DIR.'

/** By what SQLite says. */
const PROBLEMS: readonly (readonly [RegExp, Problem])[] = [
  [
    /not a database|malformed/,
    {
      reason: 'it is damaged, or not a SQLite file',
      mend: 'Put a backup in its place, without the -wal and -shm files of the damaged one; or name another DATA_DIR.',
    },
  ],
  [
    /is locked/,
    {
      reason: 'another program has it locked',
      mend: 'End that program (fuser names it), and start again. SQLite does not work on a network folder.',
    },
  ],
  [
    /Too many open files/i,
    {
      reason: 'this process may have too few files open',
      mend: 'Raise the limit (ulimit -n), and start again.',
    },
  ],
  [/is full/, { reason: 'its disk is full', mend: 'Make room there, and start again.' }],
  [
    /disk I\/O error/,
    {
      reason: 'its disk fails, or the file was cut short',
      mend:
        'Look at the log of the system. If the file is not complete, put a backup in its place. ' +
        'SQLite does not work on a network folder.',
    },
  ],
]

/** Why the file cannot be used. The driver tells a failed open by SQLite's number alone. */
export function sqliteProblem(failure: unknown): Problem {
  const { message } = innermost(failure)
  if (/: 14"?\)?$/.test(message)) return { reason: 'it cannot be opened', mend: MEND }
  return PROBLEMS.find(([words]) => words.test(message))?.[1] ?? { reason: message, mend: MEND } // [S191]
}
