import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import pg from 'pg'

/** The way of one message to a store: files of `server/`, in the order in which they were entered. */
export interface Walk {
  readonly files: readonly string[]
  /** What was sent. */
  readonly sent: string
}

const SERVER = fileURLToPath(new URL('../../server', import.meta.url))

/**
 * Notes the walk of all that this process sends to Redis and PostgreSQL, until `stop`. A stack has whoever waits for the
 * answer, and not whoever only hands on a promise.
 */
export function noteWalks(): { readonly walks: readonly Walk[]; stop(): void } {
  const walks: Walk[] = []
  const note = (sent: string) => void walks.push({ files: filesOf(new Error().stack ?? ''), sent })
  const { stackTraceLimit } = Error
  const { sendCommand } = Redis.prototype
  const { query } = pg.Client.prototype
  Error.stackTraceLimit = 200
  Redis.prototype.sendCommand = function (command, ...rest) {
    note(`${command.name} ${command.args.join(' ')}`)
    return sendCommand.call(this, command, ...rest)
  }
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    note(JSON.stringify(args[0]))
    return Reflect.apply(query, this, args)
  }
  return {
    walks,
    stop() {
      Object.assign(Error, { stackTraceLimit })
      Object.assign(Redis.prototype, { sendCommand })
      Object.assign(pg.Client.prototype, { query })
    },
  }
}

/** A file is entered again when another one has called back into it. */
function filesOf(stack: string): string[] {
  const frames = [...stack.matchAll(/(?:file:\/\/)?(\/[^():]+\.ts):\d+/g)].map(([, path = '']) => path)
  const files = frames.map((path) => relative(SERVER, path)).filter((path) => !path.startsWith('..'))
  return files.reverse().filter((file, place) => file !== files[place - 1])
}
