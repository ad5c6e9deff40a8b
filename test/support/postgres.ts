import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { requireProgram, startServerProcess } from './server-process.ts'

export interface TestPostgres {
  /** The `postgres` database of the private server. */
  readonly url: string
  /** A new, empty database on it. */
  readonly createDatabase: () => Promise<string>
  readonly stop: () => Promise<void>
}

/** Starts a private, real PostgreSQL in its own folder, on a Unix socket, and resolves when it accepts connections. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-postgres-'))
  const user = process.getuid?.() === 0 ? await unprivilegedUser() : undefined
  if (user) await chown(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  await initialise(data, user)
  const server = startServerProcess({
    program: 'postgres',
    args: serverArgs(data, folder),
    folder,
    killSignal: 'QUIT',
    user,
  })
  await server.printed(/ready to accept connections/)

  let databases = 0
  return {
    url: urlOf(folder, 'postgres'),
    createDatabase: async () => {
      databases += 1
      const name = `rekey_${databases}`
      await query(urlOf(folder, 'postgres'), `create database ${name}`)
      return urlOf(folder, name)
    },
    stop: async () => {
      await server.end('SIGINT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

let common: Promise<TestPostgres> | null = null

/** One for all suites of this process, each with databases of its own; it ends with the process. Nobody stops it. */
export function commonPostgres(): Promise<TestPostgres> {
  common ??= startPostgres()
  return common
}

interface SystemUser {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root. */
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
async function initialise(data: string, user: SystemUser | undefined): Promise<void> {
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

function serverArgs(data: string, folder: string): string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: '200',
    shared_buffers: '32MB',
    // The data need not survive a power cut, only the tests.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  }
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
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
