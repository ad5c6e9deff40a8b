import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { freePort } from './free-port.ts'
import type { TestRedis } from './redis.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'

/** One sentinel, in a process of its own. */
export interface TestSentinel {
  readonly port: number
  readonly process: ServerProcess
  /** The port of the master as this sentinel sees it. */
  masterPort(): Promise<number>
  /** Resolves when it can make that many replicas the master. */
  knows(replicas: number): Promise<void>
  stop(): Promise<void>
}

/** Starts a sentinel that alone decides, after half a second of silence, that the master is gone. */
export async function startSentinel(master: TestRedis): Promise<TestSentinel> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'rekey-sentinel-'))
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `sentinel monitor main 127.0.0.1 ${new URL(master.url).port} 1`,
    'sentinel down-after-milliseconds main 500',
    'sentinel failover-timeout main 3000',
    '',
  ]
  await writeFile(join(folder, 'sentinel.conf'), lines.join('\n'))
  const server = startServerProcess({
    program: 'redis-server',
    args: ['sentinel.conf', '--sentinel'],
    folder,
    killSignal: 'KILL',
  })
  await server.printed(/\+monitor master main/)
  const client = new Redis(port)
  client.on('error', () => {})
  const masterFacts = async () => (await client.call('SENTINEL', 'MASTER', 'main')) as Record<string, string>
  return {
    port,
    process: server,
    async masterPort() {
      const [, found] = (await client.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'main')) as string[]
      return Number(found)
    },
    async knows(replicas) {
      while (Number(factOf(await masterFacts(), 'num-slaves')) < replicas) {
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async stop() {
      client.disconnect()
      server.signal('SIGCONT')
      await server.end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Of a reply that is a list of names and values, or a map of them. */
function factOf(facts: unknown, name: string): string | undefined {
  if (!Array.isArray(facts)) return (facts as Record<string, string>)[name]
  return facts[facts.indexOf(name) + 1]
}
