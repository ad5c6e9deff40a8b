import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect } from 'chai'
import { answerUnread } from '../../server/transport/http/unread-requests.ts'
import { careful } from '../support/careful.ts'

describe('a body that does not come in time', () => {
  const TIMES = { headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 20 }
  let http: Server

  afterEach(() => {
    http.closeAllConnections()
    http.close()
  })

  /** All that is said to who sends half a body and waits. */
  async function heard(onRequest: RequestListener): Promise<string> {
    http = createServer(TIMES)
    answerUnread(http, { reach: { onUnread: () => {} }, careful })
    http.on('request', onRequest)
    await once(http.listen(0, '127.0.0.1'), 'listening')
    const socket = connect((http.address() as AddressInfo).port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf')
    return text(socket)
  }

  it('is answered with 408, so that no proxy takes it for a server that is gone', async () => {
    expect(await heard((request) => void request.resume())).to.match(/^HTTP\/1\.1 408 Request Timeout\r\n/)
  })

  it('ends an answer that has begun, and nothing is added to that', async () => {
    const answer = await heard((_request, response) => {
      response.writeHead(200, { 'content-length': 9 })
      response.write('half')
    })
    expect(answer).to.match(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nhalf$/)
  })
})
