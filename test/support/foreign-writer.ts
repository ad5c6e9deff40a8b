import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Another process that has a SQLite file's write lock, as a backup or someone's shell can. */
export interface ForeignWriter {
  /** Commits, and resolves when it is gone. */
  leave(): Promise<void>
}

const SCRIPT = `
const database = new (require('libsql'))(process.argv[1])
database.exec('begin ' + process.argv[2])
process.stdout.write('held')
process.stdin.on('end', () => database.exec('commit')).resume()
`

/** Resolves when it holds the lock, `exclusive` for readers too. It ends with this process. */
export async function holdWriteLock(
  file: string,
  lock: 'immediate' | 'exclusive' = 'immediate',
): Promise<ForeignWriter> {
  const child = spawn(process.execPath, ['-e', SCRIPT, file, lock], { stdio: ['pipe', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  await Promise.race([
    once(child.stdout, 'data'),
    gone.then(() => Promise.reject(new Error('The other process could not take the lock.'))),
  ])
  return {
    async leave() {
      child.stdin.end()
      await gone
    },
  }
}
