import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from './documented.ts'
import { freePort } from './free-port.ts'
import { startServerProcess } from './server-process.ts'
import { meetStraight } from './way-in.ts'

type Settings = Readonly<Record<string, string>>

interface Ended {
  readonly code: number
  readonly output: string
}

interface Serving {
  readonly url: string
  readonly port: string
  /** Ends it, and waits until nobody listens there: npm does not wait for what it started. */
  end(): Promise<void>
}

/** A copy of the project in which nothing was run yet but `npm ci` and `npm run build`. */
export interface Newcomer {
  readonly folder: string
  /** Types a command, and waits for its end. */
  run(command: string, settings?: Settings): Promise<Ended>
  /** Types a command that starts Rekey, on a free port, and waits until it is ready. */
  serve(command: string, settings?: Settings): Promise<Serving>
  leave(): void
}

const COPIED = [
  ...['package.json', 'package-lock.json', 'tsconfig.base.json', 'vite.config.ts', 'redis.conf'],
  ...['server', 'shared', 'web', 'tools', 'examples', 'deploy', 'dist/server', 'dist/web'],
]

export function newcomer(): Newcomer {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-newcomer-'))
  for (const name of COPIED) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return {
    folder,
    run: (command, settings = {}) =>
      new Promise((resolve) => {
        const options = { cwd: folder, env: { ...process.env, ...settings }, timeout: 300_000 }
        const child = execFile('sh', ['-c', command], options, (_error, stdout, stderr) =>
          resolve({ code: child.exitCode ?? -1, output: `${stdout}${stderr}` }),
        )
      }),
    async serve(command, settings = {}) {
      const port = String(await freePort())
      const server = startServerProcess({
        program: 'sh',
        args: ['-c', `exec env ${command}`],
        folder,
        killSignal: 'KILL',
        env: { PORT: port, ...settings },
      })
      await server.printed(/Rekey is ready/)
      const url = `http://localhost:${port}`
      meetStraight(url)
      return {
        url,
        port,
        end: async () => {
          await server.end('SIGTERM')
          while (await answers(url)) await wait(50)
        },
      }
    },
    leave: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  )
