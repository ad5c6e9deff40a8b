import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as plainRequest } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { startServerProcess } from './server-process.ts'

/** The name that the files of deploy/ are written for. */
export const NAME = 'login.example.com'

/** A proxy that runs by a file of deploy/, with ports and certificate of its own. */
export interface DeployedProxy {
  readonly port: number
  readonly httpPort: number
  stop(): Promise<void>
}

interface Places {
  readonly port: number
  readonly httpPort: number
  readonly upstream: number
  readonly folder: string
}

const read = (file: string) => readFileSync(new URL(`../../deploy/${file}`, import.meta.url), 'utf8')

/** `change` makes it another one, such as one that forgets something. */
export function startNginx(upstream: number, change = (text: string) => text): Promise<DeployedProxy> {
  return start(upstream, ({ port, httpPort, folder }) => {
    const site = put(change(read('nginx.conf')), [
      ['listen 80;', `listen 127.0.0.1:${httpPort};`],
      ['listen [::]:80;', `listen [::1]:${httpPort};`],
      ['listen 443 ', `listen 127.0.0.1:${port} `],
      ['listen [::]:443 ', `listen [::1]:${port} `],
      [`/etc/letsencrypt/live/${NAME}/fullchain.pem`, join(folder, 'proxy.pem')],
      [`/etc/letsencrypt/live/${NAME}/privkey.pem`, join(folder, 'proxy.pem')],
      ['127.0.0.1:3000', `127.0.0.1:${upstream}`],
    ])
    const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    )
    const main = `daemon off; master_process off; pid ${folder}/pid; events {} http { access_log off; ${own.join(' ')}\n${site}}`
    const file = write(folder, 'nginx.conf', main)
    return { program: 'nginx', args: ['-e', 'stderr', '-p', folder, '-c', file] }
  })
}

export function startHaproxy(upstream: number): Promise<DeployedProxy> {
  return start(upstream, ({ port, httpPort, folder }) => {
    const text = put(read('haproxy.cfg'), [
      [':::80 ', `:::${httpPort} `],
      [':::443 ', `:::${port} `],
      [`/etc/haproxy/${NAME}.pem`, join(folder, 'proxy.pem')],
      ['127.0.0.1:3000', `127.0.0.1:${upstream}`],
    ])
    return { program: 'haproxy', args: ['-db', '-f', write(folder, 'haproxy.cfg', text)] }
  })
}

export function startCaddy(upstream: number): Promise<DeployedProxy> {
  // Without HTTP/3: freePort() holds the same port of UDP.
  const text = put(read('Caddyfile'), [['admin off', 'admin off\n\tservers {\n\t\tprotocols h1 h2\n\t}']])
  return start(upstream, ({ port, httpPort, folder }) => ({
    program: 'caddy',
    args: ['run', '--config', write(folder, 'Caddyfile', text), '--adapter', 'caddyfile'],
    env: {
      PUBLIC_URL: `https://${NAME}:${port}`,
      TLS: 'internal',
      UPSTREAM: `127.0.0.1:${upstream}`,
      HTTP_PORT: String(httpPort),
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
    },
  }))
}

interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

async function start(upstream: number, command: (places: Places) => Command): Promise<DeployedProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-proxy-'))
  const [port, httpPort] = [await freePort(), await freePort()]
  writeFileSync(join(folder, 'proxy.pem'), certificate())
  const places = { port, httpPort, upstream, folder }
  const process = startServerProcess({ ...command(places), folder, killSignal: 'KILL' })
  const proxy = {
    port,
    httpPort,
    async stop() {
      await process.end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  for (let tries = 0; tries < 800; tries += 1) {
    const status = await ask(proxy, { path: '/healthz' }).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return proxy
    await wait(25)
  }
  throw new Error(`The proxy does not answer: ${process.output()}`)
}

/** A fresh certificate and its key, in one file. */
function certificate(): string {
  const args = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=${NAME} -keyout - -out -`
  return execFileSync('openssl', args.split(' '), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

function put(text: string, changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`The file of deploy/ has no "${from}" any more.`)
    return before.replaceAll(from, to)
  }, text)
}

function write(folder: string, name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

export interface Asked {
  readonly path: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The visitor's own address. */
  readonly from?: string
}

export interface Answer {
  readonly status: number
  readonly location: string | undefined
  /** After an upgrade, the first bytes of the socket. */
  readonly text: string
}

/** Asks through a proxy over TLS, as a visitor at some address does. */
export const ask = ({ port }: Pick<DeployedProxy, 'port'>, asked: Asked): Promise<Answer> =>
  send(asked, (options) => request({ ...options, port, servername: NAME, rejectUnauthorized: false }))

/** The same without TLS. */
export const askPlainly = ({ httpPort }: DeployedProxy, asked: Asked): Promise<Answer> =>
  send(asked, (options) => plainRequest({ ...options, port: httpPort }))

function send(
  { path, method = 'GET', headers = {}, body = '', from = '127.0.0.1' }: Asked,
  begin: (options: RequestOptions) => ReturnType<typeof request>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = method === 'POST' ? { 'content-length': String(Buffer.byteLength(body)) } : {}
    const sent = { host: NAME, origin: `https://${NAME}`, ...length, ...headers }
    const options = {
      host: '127.0.0.1',
      localAddress: from,
      agent: false as const,
      path,
      method,
      headers: sent,
    }
    begin(options)
      .on('upgrade', ({ statusCode = 0, headers: { location } }, socket, head) => {
        const done = (bytes: Buffer) => {
          socket.destroy()
          resolve({ status: statusCode, location, text: bytes.toString('latin1') })
        }
        if (head.length > 0) done(head)
        else socket.once('data', done)
      })
      .on('response', (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location, text }),
        )
      })
      .on('error', reject)
      .end(body)
  })
}
