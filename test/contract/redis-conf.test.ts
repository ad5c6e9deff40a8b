import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect } from 'chai'
import { Redis } from 'ioredis'
import { startServerProcess } from '../support/server-process.ts'

const SETTINGS = resolve(import.meta.dirname, '../../redis.conf')

describe('redis.conf', () => {
  it('[K86] is accepted by redis-server, never evicts, and keeps an append-only file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rekey-redis-conf-'))
    const socket = join(folder, 'redis.sock')
    const server = startServerProcess({
      program: 'redis-server',
      args: [SETTINGS, '--dir', folder, '--port', '0', '--unixsocket', socket],
      folder,
      killSignal: 'KILL',
    })
    await server.printed(/ready to accept connections/i)
    const redis = new Redis(socket)
    try {
      const names = ['maxmemory-policy', 'appendonly', 'appendfsync', 'save', 'protected-mode']
      const values = await Promise.all(
        names.map(async (name) => (await redis.config('GET', name)) as string[]),
      )
      expect(values.map(([, value]) => value)).to.deep.equal(['noeviction', 'yes', 'everysec', '', 'yes'])
    } finally {
      redis.disconnect()
      await server.end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    }
  })
})
