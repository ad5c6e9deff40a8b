import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import { findProgram } from '../../tools/find-program.mjs'

export interface ServerProcess {
  readonly pid: number
  /** All it has printed so far, its log among it. */
  readonly output: () => string
  /** Resolves when the server has printed `words`; rejects with all it printed when it ends instead. */
  readonly printed: (words: RegExp) => Promise<void>
  /** Whether it is gone although nobody here asked it to end. */
  readonly endedByItself: () => boolean
  readonly signal: (name: NodeJS.Signals) => void
  /** Asks the server to end with `name`, waits until it is gone, and gives its exit code; null after a signal. */
  readonly end: (name: NodeJS.Signals) => Promise<number | null>
}

interface ServerProgram {
  readonly program: string
  readonly args: readonly string[]
  /** The server's own folder; it goes with the test process. */
  readonly folder: string
  /** Where it runs, if not in its folder. */
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** What ends the server at once and leaves nothing behind, when nobody is left to end it politely. */
  readonly killSignal: 'KILL' | 'QUIT'
  readonly user?: { readonly uid: number; readonly gid: number } | undefined
}

/** Starts a real server whose life is bound to this test process, however this process ends. */
export function startServerProcess(options: ServerProgram): ServerProcess {
  const { program, args, folder, killSignal, user } = options
  const spawnOptions: SpawnOptions = {
    cwd: options.cwd ?? folder,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  }
  const child = spawn(requireProgram(program), args, spawnOptions)
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let asked = false
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  let byItself = false
  void exited.then(() => {
    byItself = !asked
  })
  const { printed, output } = watchOutput(child, program)
  if (child.pid !== undefined) startGuard(child.pid, killSignal, folder, exited)
  return {
    pid: child.pid ?? 0,
    output,
    printed: async (words) => {
      await printed(words)
      release(child)
    },
    endedByItself: () => byItself || (!asked && hasEnded()),
    signal: (name) => void child.kill(name),
    end: async (name) => {
      byItself ||= hasEnded() && !asked
      asked = true
      child.ref()
      child.kill(name)
      return exited
    },
  }
}

export function requireProgram(name: string): string {
  const found = findProgram(name)
  if (!found) {
    throw new Error(`${name} is missing: run the tests with "npm test", which installs it or says how.`)
  }
  return found
}

// The guard outlives us by a moment: its standard input closes when this process dies, even of SIGKILL,
// and then it ends the server and clears its folder. One line on its input sends it home.
const GUARD_SCRIPT = `
read -r dismissed && exit 0
kill -s "$2" "$1" 2>/dev/null
for wait in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null || break; sleep 0.2; done
rm -rf "$3"`

function startGuard(pid: number, killSignal: string, folder: string, serverExited: Promise<unknown>): void {
  const guard = spawn('sh', ['-c', GUARD_SCRIPT, 'guard', String(pid), killSignal, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  release(guard)
  void serverExited.then(() => guard.stdin.end('dismissed\n'))
}

function watchOutput(child: ChildProcess, program: string): Pick<ServerProcess, 'printed' | 'output'> {
  let output = ''
  const heard = new EventEmitter()
  const hear = (chunk: Buffer | Error) => {
    output += chunk
    heard.emit('more')
  }
  child.on('error', hear)
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const printed = (words: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => words.test(output) && resolve()
      heard.on('more', look)
      look()
      child.once('close', () =>
        reject(new Error(`${program} ended instead of starting; it said:\n${output}`)),
      )
    })
  return { printed, output: () => output }
}

/** A server that nobody stopped must not keep a finished test run waiting. */
function release(child: ChildProcess): void {
  child.unref()
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as Socket | null)?.unref()
}
