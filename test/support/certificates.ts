import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requireProgram } from './server-process.ts'

/** An authority of the tests' own, and a certificate of it for the name `localhost` and for no address. */
export interface Certificates {
  /** Of the authority: whoever shall trust it is given this file. */
  readonly authority: string
  readonly certificate: string
  readonly key: string
  remove(): void
}

const EC_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']

/** Makes them with openssl: Node signs no certificates. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-certificates-'))
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) =>
    execFileSync(requireProgram('openssl'), args, { cwd: folder, stdio: 'pipe' })
  openssl(
    'req',
    '-x509',
    ...EC_KEY,
    '-subj',
    '/CN=Authority of a test',
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
  )
  openssl('req', ...EC_KEY, '-subj', '/CN=localhost', '-keyout', 'server.key', '-out', 'server.csr')
  writeFileSync(at('names'), 'subjectAltName=DNS:localhost\n')
  const signing = ['-req', '-in', 'server.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial']
  openssl('x509', ...signing, '-days', '2', '-extfile', 'names', '-out', 'server.crt')
  return {
    authority: at('ca.crt'),
    certificate: at('server.crt'),
    key: at('server.key'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
