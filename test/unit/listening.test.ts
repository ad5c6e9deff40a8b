import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import pino from 'pino'
import { listen } from '../../server/standalone/listen.ts'
import { createWarnings } from '../../server/warnings/warnings.ts'
import { rejection } from '../contract/eventually.ts'

describe('a server that listens', () => {
  it('[H16] goes on and warns when it cannot take a connection', async () => {
    const http = createServer()
    const lines: string[] = []
    const warnings = createWarnings(pino({}, { write: (line: string) => void lines.push(line) }))
    await listen(http, { host: null, port: 0 }, warnings)
    http.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }))
    expect(warnings.list()[0]).to.include({ kind: 'connections', endedAgoMs: null })
    expect(lines[0]).to.include('accept EMFILE')
    http.close()
  })

  const quiet = createWarnings(pino({ level: 'silent' }))

  it('[H62] listens on the address that it is given, of either kind, and without one on all', async () => {
    const places = [
      ['127.0.0.1', '127.0.0.1'],
      ['::1', '::1'],
      [null, '::'],
    ] as const
    for (const [host, address] of places) {
      const http = createServer()
      await listen(http, { host, port: 0 }, quiet)
      expect((http.address() as AddressInfo).address).to.equal(address)
      http.close()
    }
  })

  it('says of an address that is not of this machine, and of a name that nobody knows, that HOST is wrong', async () => {
    for (const host of ['192.0.2.1', '2001:db8::1', 'rekey.invalid']) {
      const { message } = (await rejection(listen(createServer(), { host, port: 0 }, quiet))) as Error
      expect(message).to.match(new RegExp(`^HOST is ${host}, .* leave it empty`))
    }
  })
})
