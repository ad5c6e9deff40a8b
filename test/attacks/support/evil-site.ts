import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before } from 'mocha'

/** A site of someone else's: any path is an empty page, from which a test does what such a page could. */
export interface EvilSite {
  /** Another origin of the same site as ours, whose requests bring SameSite cookies along. */
  neighbour: string
  /** Of another site altogether. */
  stranger: string
}

/** Served by the test itself, for the suite that calls this. */
export function evilSite(): EvilSite {
  const evil = {} as EvilSite
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Win a phone</title><body>')
  })
  before(async () => {
    server.listen(0)
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    Object.assign(evil, { neighbour: `http://localhost:${port}`, stranger: `http://127.0.0.1:${port}` })
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return evil
}
