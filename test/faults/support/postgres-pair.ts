import { execFile } from 'node:child_process'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { freePort } from '../../support/free-port.ts'
import { initialise, type SystemUser, serverUser, startOn } from '../../support/postgres.ts'
import { requireProgram, type ServerProcess, startServerProcess } from '../../support/server-process.ts'
import { primaryCheck } from './primary-check.ts'

/** A PostgreSQL with a synchronous standby, behind an HAProxy that leads to whichever is the primary. */
export interface PostgresPair {
  /** Through HAProxy. */
  readonly url: string
  /** Ends the primary at once, makes the standby the primary, and the old one its standby. */
  failOver(): Promise<void>
  stop(): Promise<void>
}

interface Half {
  readonly name: string
  readonly port: number
  readonly folder: string
  process: ServerProcess | null
}

export async function startPostgresPair(): Promise<PostgresPair> {
  const user = await serverUser()
  const newHalf = async (name: string): Promise<Half> => {
    const folder = await mkdtemp(join(tmpdir(), `rekey-postgres-${name}-`))
    if (user) await chown(folder, user.uid, user.gid)
    return { name, folder, port: await freePort(), process: null }
  }
  let [primary, standby] = [await newHalf('a'), await newHalf('b')]
  await initialise(join(primary.folder, 'data'), user)
  await start(primary, user)
  await follow(standby, primary, user)
  const proxy = await startProxy([primary, standby])

  return {
    url: urlOf(proxy.port),
    async failOver() {
      await primary.process?.end('SIGQUIT')
      await inDatabase(standby.port, 'select pg_promote()')
      ;[primary, standby] = [standby, primary]
      await follow(standby, primary, user)
    },
    async stop() {
      await proxy.process.end('SIGTERM')
      for (const { process, folder } of [standby, primary]) {
        await process?.end('SIGQUIT')
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}

async function start(half: Half, user: SystemUser | undefined): Promise<void> {
  const { port, folder } = half
  half.process = await startOn({
    data: join(folder, 'data'),
    folder,
    user,
    settings: {
      listen_addresses: '127.0.0.1',
      port: `${port}`,
      // What is acknowledged is on both.
      synchronous_commit: 'on',
      synchronous_standby_names: '*',
    },
  })
}

/** Copies the primary, and follows it from there. */
async function follow(half: Half, primary: Half, user: SystemUser | undefined): Promise<void> {
  const data = join(half.folder, 'data')
  await rm(data, { recursive: true, force: true })
  const from = ['-h', '127.0.0.1', '-p', `${primary.port}`, '-U', 'postgres']
  const how = ['-D', data, '--write-recovery-conf', '--checkpoint=fast', '--no-sync']
  await promisify(execFile)(requireProgram('pg_basebackup'), [...from, ...how], { cwd: tmpdir(), ...user })
  await start(half, user)
}

function urlOf(port: number): string {
  return `postgres://postgres@127.0.0.1:${port}/postgres`
}

async function inDatabase(port: number, statement: string): Promise<void> {
  const client = new Client({ connectionString: urlOf(port) })
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function startProxy(halves: readonly Half[]) {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-haproxy-'))
  const port = await freePort()
  const servers = halves.map(({ name, port: own }) => `  server ${name} 127.0.0.1:${own} check`)
  const lines = [
    'global',
    '  maxconn 500',
    'defaults',
    '  mode tcp',
    '  timeout connect 2s',
    '  timeout client 1h',
    '  timeout server 1h',
    '  timeout check 1s',
    'listen postgres',
    `  bind 127.0.0.1:${port}`,
    ...primaryCheck().map((line) => `  ${line}`),
    '  default-server inter 200ms fall 2 rise 1 on-marked-down shutdown-sessions',
    ...servers,
    '',
  ]
  await writeFile(join(folder, 'haproxy.cfg'), lines.join('\n'))
  const process = startServerProcess({
    program: 'haproxy',
    args: ['-db', '-f', 'haproxy.cfg'],
    folder,
    killSignal: 'KILL',
  })
  // It takes all for primaries until it has asked.
  for (let inARow = 0; inARow < 6; ) {
    inARow = (await isPrimary(port)) ? inARow + 1 : 0
    await wait(50)
  }
  return { port, process }
}

async function isPrimary(port: number): Promise<boolean> {
  const client = new Client({ connectionString: urlOf(port) })
  // The proxy may cut it off while nothing is asked, and an error that nobody hears would fail the suite.
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query('select pg_is_in_recovery() as standby')).rows[0].standby === false
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
