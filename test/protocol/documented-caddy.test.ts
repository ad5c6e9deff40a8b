import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { get } from 'node:https'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { PAGES } from '../../shared/pages.ts'
import { block, command } from '../support/documented.ts'
import { freePort } from '../support/free-port.ts'
import { type Newcomer, newcomer } from '../support/newcomer.ts'
import { startRekey } from '../support/rekey.ts'
import { startServerProcess } from '../support/server-process.ts'
import { bySize } from '../support/size.ts'

/** freePort() holds the same port of UDP, which HTTP/3 would take. */
const WITHOUT_HTTP3 = 'servers {\n\t\tprotocols h1 h2\n\t}\n'

// Caddy comes with much that the short run has no time to install.
const hasCaddy = bySize({ short: false, long: true, full: true })

if (hasCaddy) describe('what documents say of Caddy', describeCaddy)

function describeCaddy() {
  let here: Newcomer
  const closers: (() => Promise<unknown>)[] = []
  beforeEach(() => {
    here = newcomer()
  })
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
    here.leave()
  })

  it('is true with a name of one’s own network: whoever trusts the root certificate reaches Rekey', async () => {
    const [port, httpPort] = [await freePort(), await freePort()]
    const publicUrl = `https://my-computer.local:${port}`
    const rekey = await startRekey({ publicUrl, env: { RP_ID: 'my-computer.local' } })
    closers.push(rekey.stop)
    const file = join(here.folder, 'deploy/Caddyfile')
    writeFileSync(file, readFileSync(file, 'utf8').replace('admin off', `admin off\n\t${WITHOUT_HTTP3}`))
    await startCaddy(
      command(
        'PUBLIC_URL=https://my-computer.local:8443 UPSTREAM=localhost:3000 HTTP_PORT=8080 caddy run --config deploy/Caddyfile',
      )
        .replace('8443', String(port))
        .replace('3000', String(rekey.port))
        .replace('8080', String(httpPort)),
    )
    expect(await ask('my-computer.local', port, '/healthz')).to.include({ status: 200 })
  })

  it('is true with a certificate from Let’s Encrypt, as far as Caddy can be asked without the internet', async () => {
    const { code, output } = await here.run(
      command(
        'PUBLIC_URL=https://login.example.com TLS=you@example.com UPSTREAM=localhost:3000 caddy run --config deploy/Caddyfile',
      ).replace('caddy run', 'caddy adapt'),
    )
    expect(code).to.equal(0)
    for (const told of ['login.example.com', 'you@example.com', 'localhost:3000'])
      expect(output).to.include(told)
  })

  it('is true of a host that Rekey shares with a site (docs/integrate.md)', async () => {
    const port = await freePort()
    const rekey = await startRekey({ publicUrl: 'https://www.example.com', env: { RP_ID: 'example.com' } })
    closers.push(rekey.stop)
    const site = await startSite(rekey.port)
    const shared = block('docs/integrate.md', 'https://www.example.com')
      .replace('https://www.example.com {', `https://www.example.com:${port} {\n\ttls internal\n`)
      .replaceAll('localhost:3000', `localhost:${rekey.port}`)
      .replaceAll('localhost:8080', `localhost:${site.port}`)
    const options = `{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\t${WITHOUT_HTTP3}}\n`
    writeFileSync(join(here.folder, 'Caddyfile'), `${options}${shared}`)
    await startCaddy('caddy run --config Caddyfile')
    const page = await ask('www.example.com', port, '/lost-passkey')
    expect(page.text).to.include('<html')
    const parts = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(parts).to.have.length.above(2)
    for (const path of [...parts, ...Object.keys(PAGES).filter((path) => path !== '/'), '/api/session'])
      expect((await ask('www.example.com', port, path)).text, path).not.to.include('the site:')
    expect((await ask('www.example.com', port, '/app')).text).to.equal('the site: {"signedIn":false}')
  })

  async function startCaddy(line: string): Promise<void> {
    const server = startServerProcess({
      program: 'sh',
      args: ['-c', `exec env ${line}`],
      folder: here.folder,
      killSignal: 'KILL',
      env: { XDG_DATA_HOME: join(here.folder, 'share'), XDG_CONFIG_HOME: here.folder },
    })
    closers.push(() => server.end('SIGTERM'))
    await server.printed(/serving initial configuration/)
  }

  /** A site that asks Rekey who is signed in, as the page says. */
  async function startSite(rekeyPort: number): Promise<{ port: number; server: Server }> {
    const port = await freePort()
    const server = createServer(async (request, response) => {
      const headers = { cookie: request.headers.cookie ?? '' }
      const answer = await fetch(`http://localhost:${rekeyPort}/api/session`, { headers })
      response.end(`the site: ${await answer.text()}`)
    }).listen(port)
    await once(server, 'listening')
    closers.push(async () => server.close())
    return { port, server }
  }

  /** As a device that leads the name here and trusts the root certificate that the page names. */
  async function ask(host: string, port: number, path: string): Promise<{ status: number; text: string }> {
    for (let triesLeft = 200; ; triesLeft -= 1) {
      try {
        return await askOnce(host, port, path)
      } catch (error) {
        if (triesLeft === 0) throw error
        await wait(50)
      }
    }
  }

  async function askOnce(
    host: string,
    port: number,
    path: string,
  ): Promise<{ status: number; text: string }> {
    const ca = readFileSync(join(here.folder, 'share/caddy/pki/authorities/local/root.crt'))
    const request = get({
      host: 'localhost',
      port,
      path,
      ca,
      servername: host,
      headers: { host: `${host}:${port}` },
    })
    const [response] = await once(request, 'response')
    let text = ''
    for await (const chunk of response.setEncoding('utf8')) text += chunk
    return { status: response.statusCode ?? 0, text }
  }
}
