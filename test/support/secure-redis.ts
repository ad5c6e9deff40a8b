import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { type Certificates, makeCertificates } from './certificates.ts'
import { block } from './documented.ts'
import { type FirstBytes, keepFirstBytes } from './first-bytes.ts'
import { freePort } from './free-port.ts'
import { startServerProcess } from './server-process.ts'

export const PASSWORD = 'p@ss/word#1'

/** A Redis of one of the three forms that speaks TLS alone, and only with a user that has a password. */
export interface SecureRedis {
  /** In that form, by a name. */
  readonly url: string
  /** For NODE_EXTRA_CA_CERTS. */
  readonly authority: string
  /** What each connection began with, by server. */
  readonly heard: Readonly<Record<string, readonly Buffer[]>>
  /** Ends the master, and waits until the sentinel has chosen the replica. */
  readonly failOver?: () => Promise<void>
  stop(): Promise<void>
}

export type Form = 'redis' | 'redis+sentinel' | 'redis+cluster'

/** Lines of `docs/operate.md`, for names that lead here. */
function told(begins: string): readonly string[] {
  const lines = block('docs/operate.md', begins).trim().replaceAll('redis-1.example.com', 'localhost')
  return lines.replaceAll('PASSWORD', PASSWORD).split('\n')
}

const CLUSTER = ['cluster-enabled yes', 'cluster-announce-ip 127.0.0.1', ...told('tls-cluster yes')]

export async function startSecureRedis(form: Form): Promise<SecureRedis> {
  const certificates = makeCertificates()
  const closers: (() => Promise<unknown>)[] = [async () => certificates.remove()]
  const heard: Record<string, readonly Buffer[]> = {}
  const start = async (role: string, lines: (shown: number) => readonly string[]) => {
    const [shown, own] = [await freePort(), await freePort()]
    const server = await startOne(role, own, [...tlsLines(certificates, own), ...lines(shown)])
    const first: FirstBytes = await keepFirstBytes(shown, own)
    closers.push(server.stop, first.close)
    heard[role] = first.heard
    return { ...server, shown }
  }
  const master = await start('master', (shown) => [
    ...told('user default off'),
    'user admin on nopass ~* &* +@all',
    ...(form === 'redis+cluster'
      ? [...CLUSTER, `cluster-announce-tls-port ${shown}`, `cluster-port ${shown + 1}`]
      : []),
  ])
  if (form === 'redis+cluster') await takeAllSlots(join(master.folder, 'redis.sock'))
  const login = `rekey:${encodeURIComponent(PASSWORD)}`
  const stop = async () => {
    for (const close of closers.reverse()) await close()
  }
  const common = { authority: certificates.authority, heard, stop }
  const at = (port: number, path: string) =>
    `${form.replace('redis', 'rediss')}://${login}@localhost:${port}${path}`
  if (form !== 'redis+sentinel') return { ...common, url: at(master.shown, form === 'redis' ? '/2' : '') }
  const replica = await start('replica', (shown) => [
    ...told('user default off'),
    'user admin on nopass ~* &* +@all',
    `replicaof localhost ${master.shown}`,
    'masteruser admin',
    'masterauth none',
    `replica-announce-port ${shown}`,
  ])
  const sentinel = await start('sentinel', () => [
    `user rekey on >${PASSWORD} +@all`,
    'user default off',
    ...told('sentinel resolve-hostnames yes'),
    `sentinel monitor main localhost ${master.shown} 1`,
    'sentinel auth-user main admin',
    'sentinel auth-pass main none',
    'sentinel down-after-milliseconds main 500',
    'sentinel failover-timeout main 3000',
  ])
  await sentinel.printed(new RegExp(`\\+slave slave localhost:${replica.shown} `))
  return {
    ...common,
    url: at(sentinel.shown, '/main/2'),
    failOver: async () => {
      await master.end()
      await sentinel.printed(
        new RegExp(`\\+switch-master main localhost ${master.shown} localhost ${replica.shown}`),
      )
    },
  }
}

function tlsLines({ certificate, key, authority }: Certificates, port: number): readonly string[] {
  return [
    'port 0',
    'bind 127.0.0.1',
    `tls-port ${port}`,
    `tls-cert-file ${certificate}`,
    `tls-key-file ${key}`,
    `tls-ca-cert-file ${authority}`,
    ...told('tls-auth-clients no'),
  ]
}

async function startOne(role: string, _port: number, lines: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), `rekey-secure-${role}-`))
  const isSentinel = role === 'sentinel'
  const own = isSentinel
    ? []
    : [`unixsocket ${join(folder, 'redis.sock')}`, 'save ""', 'maxmemory-policy noeviction']
  await writeFile(join(folder, 'redis.conf'), [...lines, ...own, ''].join('\n'))
  const args = ['redis.conf', ...(isSentinel ? ['--sentinel'] : [])]
  const server = startServerProcess({ program: 'redis-server', args, folder, killSignal: 'KILL' })
  await server.printed(isSentinel ? /\+monitor master main/ : /ready to accept connections/i)
  return {
    folder,
    printed: server.printed,
    end: () => server.end('SIGKILL'),
    stop: async () => {
      await server.end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function takeAllSlots(path: string): Promise<void> {
  const node = new Redis({ path, username: 'admin', password: 'none' })
  await node.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')
  while (!String(await node.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  node.disconnect()
}
