import { once } from 'node:events'
import { connect } from 'node:net'
import { expect } from 'chai'
import { MOST_BODY_BYTES } from '../../server/transport/http/bound-bodies.ts'
import { gone } from '../support/gone.ts'
import { commonSite } from '../support/sites.ts'

describe('HTTP: bodies that nobody begins to read', () => {
  const site = commonSite('embedded')

  const ROUTES = [
    'GET /',
    'GET /healthz',
    'GET /nowhere',
    'POST /api/sign-in/options',
    'POST /nowhere',
    'PUT /',
  ]

  /** The first line of the answer to a head whose body goes on without end, once the connection is gone. */
  async function ask(route: string, header: string): Promise<string> {
    const { port, host } = new URL(site.url)
    const socket = connect(Number(port), 'localhost').on('error', () => {})
    const end = gone(socket)
    socket.write(`${route} HTTP/1.1\r\nHost: ${host}\r\n${header}\r\n\r\n`)
    // After what has come was read: a write to a connection that is gone would end it with the answer still unread.
    const more = setInterval(() => setImmediate(() => socket.write('1\r\na\r\n')), 5)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    socket.resume()
    await end
    clearInterval(more)
    return answer.toString().split('\r\n', 1)[0] ?? ''
  }

  it('[H51] in pieces, at any route; the connection goes', async () => {
    for (const route of ROUTES)
      expect(await ask(route, 'Transfer-Encoding: chunked'), route).to.include(' 411 ')
  })

  it('[H52] longer than any of ours, at any route; the connection goes', async () => {
    const header = `Content-Length: ${MOST_BODY_BYTES + 1}`
    for (const route of ROUTES) expect(await ask(route, header), route).to.include(' 413 ')
  })

  it('of the length that is allowed, it is read', async () => {
    const name = 'x'.repeat(MOST_BODY_BYTES - JSON.stringify({ name: '' }).length)
    const headers = { 'content-type': 'application/json', origin: site.url }
    const body = JSON.stringify({ name })
    const { status } = await fetch(`${site.url}/api/sign-up/options`, { method: 'POST', headers, body })
    expect(status).to.equal(400)
  })

  it('says what helps to who has more cookies than can be read, also on a connection that was used before', async () => {
    const { port, host } = new URL(site.url)
    const socket = connect(Number(port), 'localhost').on('error', () => {})
    const end = gone(socket)
    const get = (header: string) =>
      socket.write(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\n${header}\r\n\r\n`)
    get('Cookie: a=b')
    expect(String(await once(socket, 'data'))).to.match(/^HTTP\/1.1 200 /)
    get(`Cookie: ${'a=b; '.repeat(20_000)}`)
    const answer = String(await once(socket, 'data'))
    expect(answer).to.match(
      /^HTTP\/1.1 431 [\s\S]*<main>\n<h1>Too many cookies<\/h1>\n<p>Your browser sends more cookies .*\n<p>Delete the cookies of this site/s,
    )
    expect(answer).to.match(/Content-Length: (\d+)/)
    await end
  })

  it('answers what is no HTTP with 400 and goes on', async () => {
    const { port } = new URL(site.url)
    for (const opening of [
      'PROXY TCP4 192.0.2.1 192.0.2.2 5 6\r\n',
      '\u0016\u0003\u0001\u0002\0',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    ]) {
      const socket = connect(Number(port), 'localhost').on('error', () => {})
      const end = gone(socket)
      socket.write(opening)
      expect(String(await once(socket, 'data'))).to.match(/^HTTP\/1.1 400 /)
      await end
    }
    expect((await fetch(`${site.url}/healthz`)).status).to.equal(200)
  })
})
