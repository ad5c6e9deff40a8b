import type { Problem } from './problem.ts'
import { innermost } from './start-errors.ts'

const MEND =
  'Make sure that the file and its folder exist and that the user that runs Rekey may write to them, or name another DATA_DIR.'

/** By the words of SQLite. */
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
      mend: 'Stop that program (fuser names it), and start again. SQLite does not work on a network folder.',
    },
  ],
  [
    /Too many open files/i,
    {
      reason: 'this process may open too few files',
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

/** Why the file cannot be used. For a failed open, the driver gives only the number of SQLite. */
export function sqliteProblem(failure: unknown): Problem {
  const { message } = innermost(failure)
  if (/: 14"?\)?$/.test(message)) return { reason: 'it cannot be opened', mend: MEND }
  return PROBLEMS.find(([words]) => words.test(message))?.[1] ?? { reason: message, mend: MEND } // [S191]
}
