import type { Server } from 'node:http'
import { createServer } from 'node:net'
import { StartError } from '../errors/start-error.ts'
import type { Warnings } from '../warnings/warnings.ts'

/** Connections are accepted again if none failed for this long. Milliseconds. */
const CALM_AFTER_MS = 60_000

/** Where to listen: a port on one address or host name of this machine. Null means all of its addresses. */
interface ListenAt {
  readonly host: string | null
  readonly port: number
}

/**
 * Resolves when the server listens. Throws StartError if the address or the port cannot be used. If it cannot accept
 * connections later, for example because no more files can be opened, there is a warning.
 */
export function listen(http: Server, { host, port }: ListenAt, warnings: Warnings): Promise<void> {
  return new Promise((resolve, reject) => {
    let listening = false
    let calm: NodeJS.Timeout | undefined
    http.on('error', (error: NodeJS.ErrnoException) => {
      if (!listening) return reject(listenProblem({ host, port }, error))
      warnings.begin('connections', 'New connections could not be taken. The log says why.', error) // [H16]
      clearTimeout(calm)
      calm = setTimeout(() => warnings.end('connections'), CALM_AFTER_MS).unref()
    })
    const where = {
      port,
      ...(host !== null && { host }), // [H62]
    }
    http.listen(where, () => {
      listening = true
      resolve()
    })
  })
}

/**
 * Throws StartError if the address is not one of this machine. It tries another port, because a server may already
 * use the real one.
 */
export async function tryHost(host: string): Promise<void> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenProblem({ host, port: 0 }, error)))
    server.listen({ host, port: 0 }, resolve)
  })
  await new Promise((resolve) => server.close(resolve))
}

/** The message about an address or a port that cannot be used. */
export function listenProblem({ host, port }: ListenAt, cause: NodeJS.ErrnoException): StartError {
  return new StartError((host !== null && hostProblem(host, cause.code)) || portProblem(port, cause.code), {
    cause,
  })
}

function hostProblem(host: string, code = ''): string | null {
  const mend = 'for example HOST=127.0.0.1, or leave it empty to listen on all addresses'
  if (code === 'EADDRNOTAVAIL') {
    return `HOST is ${host}, which is not an address of this machine. Set one that is (\`ip address\` lists them), ${mend}.`
  }
  if (/^(ENOTFOUND|EAI_)/.test(code)) {
    return `HOST is ${host}, a name that leads to no address here (${code}). Set an address of this machine, ${mend}.`
  }
  if (code === 'EAFNOSUPPORT') {
    return `HOST is ${host}, and this machine has no ${host.includes(':') ? 'IPv6' : 'IPv4'}. Set another address, ${mend}.`
  }
  if (code === 'EINVAL' && /^fe[89ab]/i.test(host)) {
    return `HOST is ${host}, an address of one network card only. Write the card after it, for example HOST=${host}%eth0.`
  }
  return null
}

function portProblem(port: number, code = ''): string {
  if (code === 'EADDRINUSE') {
    const another = port < 65_535 ? port + 1 : 3000
    return `Port ${port} is taken by another program. Stop it, or start Rekey with PORT=${another}.`
  }
  if (code === 'EACCES') {
    return (
      `PORT is ${port}, and the user that runs Rekey may not listen there; low ports are for root. ` +
      'Set a PORT of 1024 or more, for example PORT=3000, and let a proxy in front take the low one.'
    )
  }
  return `PORT is ${port}, and nothing can listen there (${code}). Set another.`
}
