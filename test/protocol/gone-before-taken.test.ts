import { once } from 'node:events'
import { connect } from 'node:net'
import { expect } from 'chai'
import { embeddedSite } from '../support/sites.ts'

/** Resolves when someone has sent a whole request and reset the connection, which nobody has taken yet. */
async function askAndReset(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  await new Promise<void>((sent) =>
    socket.write('GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n', () => sent()),
  )
  socket.resetAndDestroy()
  await once(socket, 'close')
}

describe('a connection that is gone before the server takes it', () => {
  const site = embeddedSite({ env: { LOG_LEVEL: 'info', TRUST_PROXY: '0' } })

  it('[H11] is closed unread: it would be a visit from nowhere', async () => {
    const { process, port } = site.nodes[0]!
    process.signal('SIGSTOP')
    for (let turn = 0; turn < 20; turn += 1) await askAndReset(port)
    process.signal('SIGCONT')
    expect((await fetch(`${site.url}/account`)).status).to.equal(200)
    await process.printed(/"route":"\/account"/)
    expect(process.output()).to.not.include('"route":"/sign-in"')
    expect(process.output()).to.not.include('"unknown"')
  })
})
