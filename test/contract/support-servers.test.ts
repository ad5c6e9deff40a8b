import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { expect } from 'chai'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { startPostgres } from '../support/postgres.ts'
import { type RedisOptions, startRedis } from '../support/redis.ts'

describe('the real servers of the tests', () => {
  const closers: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  async function redis(options?: RedisOptions) {
    const server = await startRedis(options)
    closers.push(server.stop)
    return server
  }

  async function redisClient(address: string) {
    const client = new Redis(address)
    client.on('error', () => {})
    closers.push(async () => client.disconnect())
    return client
  }

  describe('startRedis', () => {
    it('serves one store over the port and the socket, and none of its neighbour', async () => {
      const [one, other] = await Promise.all([redis(), redis()])
      await (await redisClient(one.url)).set('key', 'value')
      expect(await (await redisClient(one.socketPath)).get('key')).to.equal('value')
      expect(await (await redisClient(other.url)).get('key')).to.equal(null)
    })

    it('never evicts, as in production', async () => {
      const client = await redisClient((await redis()).url)
      expect(await client.config('GET', 'maxmemory-policy')).to.deep.equal(['maxmemory-policy', 'noeviction'])
    })

    it('answers nothing while paused, and everything once resumed', async () => {
      const server = await redis()
      const client = await redisClient(server.url)
      await client.ping()
      server.pause()
      const answer = client.ping().then(() => 'answered')
      expect(await Promise.race([answer, afterMs(50)])).to.equal('still waiting')
      server.resume()
      expect(await answer).to.equal('answered')
    })

    it('comes back on the same port, empty', async () => {
      const server = await redis()
      const client = await redisClient(server.url)
      await client.set('key', 'value')
      await server.restart(async () => void expect(existsSync(server.socketPath)).to.equal(false))
      expect(await client.get('key')).to.equal(null)
    })

    it('comes back with its data when it is persistent', async () => {
      const server = await redis({ persistent: true })
      const client = await redisClient(server.url)
      await client.set('key', 'value')
      await server.restart()
      expect(await client.get('key')).to.equal('value')
      await server.flush()
      expect(await client.get('key')).to.equal(null)
    })
  })

  describe('startPostgres', function () {
    this.slow(3_000)

    it('gives each caller an empty database of its own', async () => {
      const server = await startPostgres()
      closers.push(server.stop)
      const [one, other] = [await server.createDatabase(), await server.createDatabase()]
      await query(one, 'create table only_here (id int)')
      expect(await query(one, "select to_regclass('only_here')::text as name")).to.deep.equal([
        { name: 'only_here' },
      ])
      expect(await query(other, "select to_regclass('only_here')::text as name")).to.deep.equal([
        { name: null },
      ])
    })
  })

  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    it(`leaves no server and no folder behind when the test process dies of ${signal}`, async function () {
      this.slow(5_000)
      const { child, folders, pids } = await startServersInAnotherProcess()
      child.kill(signal)
      await once(child, 'exit')
      await eventually(
        () => folders.every((folder) => !existsSync(folder)) && pids.every((pid) => !isAlive(pid)),
      )
    })
  }
})

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

function afterMs(ms: number): Promise<'still waiting'> {
  return new Promise((resolve) => setTimeout(resolve, ms, 'still waiting'))
}

async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await afterMs(20)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** A process that starts both servers, says where they are, and then does nothing until it is killed. */
async function startServersInAnotherProcess() {
  const script = new URL('../support/idle-with-servers.ts', import.meta.url)
  const child = spawn(process.execPath, ['--import', 'tsx', script.pathname], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  const { folders, pids } = JSON.parse(line) as { folders: string[]; pids: number[] }
  return { child, folders, pids }
}
