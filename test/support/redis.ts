import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { freePort } from './free-port.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'

export interface RedisOptions {
  /** Keeps an append-only file, so that the data outlives `restart()`. */
  readonly persistent?: boolean
  /** More settings for redis-server, such as `['--maxmemory', '2mb']`. */
  readonly args?: readonly string[]
}

export interface TestRedis {
  readonly url: string
  readonly socketPath: string
  /** Stops answering while every connection stays open, as a hung machine does. */
  readonly pause: () => void
  readonly resume: () => void
  /** Ends the server and starts it on the same port; `whileAway` runs while connections are refused. */
  readonly restart: (whileAway?: () => Promise<void>) => Promise<void>
  readonly flush: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts a private, real redis-server in its own folder, and resolves when it answers. */
export async function startRedis(options: RedisOptions = {}): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-redis-'))
  const socketPath = join(folder, 'redis.sock')
  const port = await freePort()
  let server = await startOn(port, folder, socketPath, options)

  const end = async () => {
    server.signal('SIGCONT')
    await server.end('SIGTERM')
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    socketPath,
    pause: () => server.signal('SIGSTOP'),
    resume: () => server.signal('SIGCONT'),
    restart: async (whileAway) => {
      await end()
      await whileAway?.()
      server = await startOn(port, folder, socketPath, options)
    },
    flush: () => withClient(socketPath, async (client) => void (await client.flushall())),
    stop: async () => {
      await end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function startOn(
  port: number,
  folder: string,
  socketPath: string,
  options: RedisOptions,
): Promise<ServerProcess> {
  const settings = {
    port: `${port}`,
    bind: '127.0.0.1',
    unixsocket: socketPath,
    dir: folder,
    save: '',
    appendonly: options.persistent ? 'yes' : 'no',
    appendfsync: 'always',
    'maxmemory-policy': 'noeviction',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
  const server = startServerProcess({
    program: 'redis-server',
    args: [...args, ...(options.args ?? [])],
    folder,
    killSignal: 'KILL',
  })
  await server.printed(/ready to accept connections/i)
  await withClient(socketPath, (client) => client.ping())
  return server
}

async function withClient<Result>(
  socketPath: string,
  use: (client: Redis) => Promise<Result>,
): Promise<Result> {
  const client = new Redis(socketPath)
  try {
    return await use(client)
  } finally {
    client.disconnect()
  }
}
