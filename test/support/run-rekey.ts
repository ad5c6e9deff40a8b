import { execFile } from 'node:child_process'
import { serverProgram } from './server-program.ts'

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunRekey {
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Another program than `server/main.ts`. */
  readonly entry?: string
}

const ROOT = new URL('../..', import.meta.url).pathname

/**
 * Runs the server to its end, as one does who has set something wrong, and gives what it said. Rejects when an error
 * that nothing caught was what ended it.
 */
export function runRekey({ args = [], env = {}, entry }: RunRekey): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const command = [...serverProgram(entry), ...args]
    const settings = { PORT: '0', LOG_LEVEL: 'warn', ...env }
    // One that starts in spite of it, or hangs, is ended.
    const options = { cwd: ROOT, env: { ...process.env, ...settings }, timeout: 20_000 }
    const child = execFile(process.execPath, command, options, (_error, stdout, stderr) => {
      if (stdout.includes('"level":60'))
        reject(new Error(`An error that nothing caught ended it:\n${stdout}`))
      resolve({ code: child.exitCode ?? -1, stdout, stderr })
    })
  })
}
