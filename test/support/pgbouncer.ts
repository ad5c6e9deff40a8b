import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { commonPostgres, serverUser } from './postgres.ts'
import { startServerProcess } from './server-process.ts'

/** A real PgBouncer in front of the PostgreSQL that is common to all suites. */
export interface TestPooler {
  /** The address of a database of PostgreSQL, by way of the pooler. */
  readonly through: (databaseUrl: string) => string
  readonly stop: () => Promise<unknown>
}

/** As it comes, but for the mode and the number of connections: with few, nobody has one for himself. */
export async function startPgbouncer(
  mode: 'transaction' | 'statement' = 'transaction',
  more: readonly string[] = [],
): Promise<TestPooler> {
  const { url } = await commonPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'rekey-pgbouncer-'))
  const user = await serverUser()
  if (user) chownSync(folder, user.uid, user.gid)
  const port = await freePort()
  const file = join(folder, 'pgbouncer.ini')
  writeFileSync(
    file,
    [...configuration(port, mode, new URL(url).searchParams.get('host') ?? ''), ...more, ''].join('\n'),
  )
  const process = startServerProcess({ program: 'pgbouncer', args: [file], folder, killSignal: 'KILL', user })
  await process.printed(/process up/)
  return {
    through: (databaseUrl) => `postgres://postgres@127.0.0.1:${port}${new URL(databaseUrl).pathname}`,
    stop: async () => {
      await process.end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function configuration(port: number, mode: string, socketFolder: string): string[] {
  return [
    '[databases]',
    `* = host=${socketFolder} user=postgres`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    `pool_mode = ${mode}`,
    'default_pool_size = 5',
  ]
}
