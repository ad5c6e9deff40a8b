import { chownSync, copyFileSync, writeFileSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { makeCertificates } from './certificates.ts'
import { freePort } from './free-port.ts'
import { initialise, serverUser, startOn } from './postgres.ts'

/** A PostgreSQL on TCP that lets people in by password and over TLS alone, as a hosting service does. */
export interface GuardedPostgres {
  readonly port: number
  /** The file of the authority that its certificate, which is for `localhost`, comes from. */
  readonly authority: string
  /** Runs a statement as its owner, by a way that is open to nobody else. */
  readonly run: (statement: string) => Promise<void>
  readonly stop: () => Promise<unknown>
}

export async function startGuardedPostgres(): Promise<GuardedPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-guarded-postgres-'))
  const user = await serverUser()
  if (user) await chown(folder, user.uid, user.gid)
  const port = await freePort()
  const certificates = makeCertificates()
  const [certificate, key] = [join(folder, 'server.crt'), join(folder, 'server.key')]
  copyFileSync(certificates.certificate, certificate)
  copyFileSync(certificates.key, key)
  const hba = join(folder, 'hba.conf')
  writeFileSync(hba, 'local all postgres trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n')
  if (user) for (const file of [certificate, key, hba]) chownSync(file, user.uid, user.gid)
  const data = join(folder, 'data')
  await initialise(data, user)
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    hba_file: hba,
    ssl: 'on',
    ssl_cert_file: certificate,
    ssl_key_file: key,
  }
  const server = await startOn({ data, folder, user, settings })
  return {
    port,
    authority: certificates.authority,
    run: async (statement) => {
      const client = new Client({ host: folder, port, user: 'postgres', database: 'postgres' })
      await client.connect()
      await client.query(statement)
      await client.end()
    },
    stop: async () => {
      certificates.remove()
      await server.end('SIGINT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
