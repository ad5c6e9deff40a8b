import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Lifetimes } from '../../server/methods/pairing/lifetimes.ts'
import { watchEnd } from './ended-servers.ts'
import { freePort } from './free-port.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'
import { serverProgram } from './server-program.ts'
import { meetStraight } from './way-in.ts'

export interface RekeyOptions {
  readonly redisUrl?: string
  readonly databaseUrl?: string
  /** Shorter lives, so that a test need not wait for minutes. */
  readonly lives?: Partial<Lifetimes> & { readonly lock?: number }
  readonly env?: Readonly<Record<string, string>>
  /** Met straight, and not told what it would choose by itself: TRUST_PROXY, SECRET and PUBLIC_URL. */
  readonly asItComes?: boolean
  /** Another program than `server/main.ts`. */
  readonly entry?: string
  readonly port?: number
  /** How many files the process may have open; what this one may have unless given. */
  readonly openFiles?: number
  /** Where people reach it, if that is not its own port. */
  readonly publicUrl?: string
  /** A test makes it end by itself; otherwise that fails the suite. */
  readonly endsByItself?: boolean
  /** Another process's folder, to start again over the same embedded stores. */
  readonly folder?: string
}

/** A server of ours in a process of its own. */
export interface Rekey {
  readonly url: string
  readonly port: number
  readonly folder: string
  readonly process: ServerProcess
  /** Ends politely, clears its folder, and gives the exit code. Rejects when it had ended by itself. */
  stop(): Promise<number | null>
  /** Ends at once and leaves its folder, so that another process can go on from there. */
  kill(): Promise<void>
}

const ROOT = new URL('../..', import.meta.url).pathname
/** Any text of 32 characters or more; the nodes of one deployment share it. */
const SECRET = 'a secret that only these tests know'

/** Starts the server from its sources and waits until it says that it is ready. */
export async function startRekey(options: RekeyOptions = {}): Promise<Rekey> {
  const { redisUrl, databaseUrl, lives, asItComes, env } = options
  const port = options.port ?? (await freePort())
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'rekey-test-'))
  const entry = lives ? 'test/support/rekey-with-lives.ts' : options.entry
  const args = [...serverProgram(entry), ...(lives ? [JSON.stringify(lives)] : [])]
  const process = startServerProcess({
    ...(options.openFiles ? within(options.openFiles, args) : { program: 'node', args }),
    cwd: ROOT,
    folder,
    killSignal: 'KILL',
    env: {
      PORT: String(port),
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      ...(!asItComes && {
        PUBLIC_URL: options.publicUrl ?? `http://localhost:${port}`,
        TRUST_PROXY: '1',
        SECRET,
      }),
      ...(redisUrl && { REDIS_URL: redisUrl }),
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ...env,
    },
  })
  const watch = options.endsByItself ? null : watchEnd(process)
  await process.printed(/Rekey is ready/)
  const url = `http://localhost:${port}`
  if (asItComes) meetStraight(url)
  return {
    url,
    port,
    folder,
    process,
    async stop() {
      const code = await process.end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
      watch?.judge()
      return code
    },
    async kill() {
      await process.end('SIGKILL')
    },
  }
}

function within(openFiles: number, args: readonly string[]) {
  const script = 'ulimit -n "$1" && shift && exec node "$@"'
  return { program: 'sh', args: ['-c', script, 'sh', String(openFiles), ...args] }
}
