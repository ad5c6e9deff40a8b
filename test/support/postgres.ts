import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { requireProgram, type ServerProcess, startServerProcess } from './server-process.ts'

export interface TestPostgres {
  /** The `postgres` database of the private server. */
  readonly url: string
  /** A new, empty database on it. */
  readonly createDatabase: () => Promise<string>
  /** Stops answering while every connection stays open, as a hung machine does. */
  readonly pause: () => void
  readonly resume: () => void
  /** Ends the server and starts it over the same data; `whileAway` runs while connections are refused. */
  readonly restart: (whileAway?: () => Promise<void>) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts a private, real PostgreSQL in its own folder, on a Unix socket, and resolves when it accepts connections. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-postgres-'))
  const user = await serverUser()
  if (user) await chown(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  await initialise(data, user)
  const start = () => startOn({ data, folder, user, settings: { listen_addresses: '' } })
  let server = await start()

  let databases = 0
  return {
    url: urlOf(folder, 'postgres'),
    createDatabase: async () => {
      databases += 1
      const name = `rekey_${databases}`
      await query(urlOf(folder, 'postgres'), `create database ${name}`)
      return urlOf(folder, name)
    },
    pause: () => signalAll(server, 'SIGSTOP'),
    resume: () => signalAll(server, 'SIGCONT'),
    restart: async (whileAway) => {
      await server.end('SIGINT')
      await whileAway?.()
      server = await start()
    },
    stop: async () => {
      signalAll(server, 'SIGCONT')
      await server.end('SIGINT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface PostgresPlace {
  readonly data: string
  /** Of its Unix socket. */
  readonly folder: string
  readonly user: SystemUser | undefined
  readonly settings: Readonly<Record<string, string>>
}

/** Starts a server over data that are there, and resolves when it accepts connections. */
export async function startOn(place: PostgresPlace): Promise<ServerProcess> {
  const server = startServerProcess({
    program: 'postgres',
    args: serverArgs(place),
    folder: place.folder,
    killSignal: 'QUIT',
    user: place.user,
  })
  await server.printed(/ready to accept (read-only )?connections/)
  return server
}

/** A server and all of its processes, which are in no group together. */
export function signalAll(server: ServerProcess, name: NodeJS.Signals): void {
  const { pid } = server
  const children = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && parentOf(entry) === pid)
  for (const one of [pid, ...children.map(Number)]) {
    try {
      process.kill(one, name)
    } catch {
      // It ended meanwhile.
    }
  }
}

function parentOf(pid: string): number | null {
  try {
    const [, parent] = /\) . (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return Number(parent)
  } catch {
    return null
  }
}

let common: Promise<TestPostgres> | null = null

/** One for all suites of this process, each with databases of its own; it ends with the process. Nobody stops it. */
export function commonPostgres(): Promise<TestPostgres> {
  common ??= startPostgres()
  return common
}

export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root. */
export async function serverUser(): Promise<SystemUser | undefined> {
  return process.getuid?.() === 0 ? unprivilegedUser() : undefined
}

async function unprivilegedUser(): Promise<SystemUser> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!found)
    throw new Error(
      'PostgreSQL refuses to run as root: add a user "postgres", or run the tests as another user.',
    )
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

let made: Promise<string> | null = null

/** Made once for all servers of this process, and copied: a new one takes ten times as long. */
export async function initialise(data: string, user: SystemUser | undefined): Promise<void> {
  made ??= makeCluster(user)
  await promisify(execFile)('cp', ['-r', await made, data], { ...user })
}

async function makeCluster(user: SystemUser | undefined): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-postgres-first-'))
  if (user) await chown(folder, user.uid, user.gid)
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const data = join(folder, 'data')
  const args = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  await promisify(execFile)(requireProgram('initdb'), args, { cwd: tmpdir(), ...user })
  return data
}

function serverArgs({ data, folder, settings }: PostgresPlace): string[] {
  const all = {
    unix_socket_directories: folder,
    max_connections: '200',
    shared_buffers: '32MB',
    // The data need not survive a power cut, only the tests.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    ...settings,
  }
  return ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

// The socket is in the query, not in the host, so that the URL stays one that `new URL()` accepts.
function urlOf(folder: string, database: string): string {
  return `postgres://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`
}

async function query(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
