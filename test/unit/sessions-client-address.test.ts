import type { IncomingMessage } from 'node:http'
import { expect } from 'chai'
import { createClientAddress, type TrustProxy } from '../../server/throttle/client-address.ts'

function addressOf(trust: TrustProxy, remoteAddress: string, forwarded?: string): string {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const connection = { remoteAddress }
  return createClientAddress(trust)({ headers, connection, socket: connection } as unknown as IncomingMessage)
    .address
}

describe('client address', () => {
  it('[H6] is the peer, whatever it says, unless a proxy is trusted', () => {
    expect(addressOf(0, '198.51.100.1', '203.0.113.9')).to.equal('198.51.100.1')
    expect(addressOf(['10.0.0.0/8'], '198.51.100.1', '203.0.113.9')).to.equal('198.51.100.1')
  })

  it('[H6] comes from as far right as trusted proxies wrote it', () => {
    expect(addressOf(1, '10.0.0.1', '1.1.1.1, 203.0.113.9')).to.equal('203.0.113.9')
    expect(addressOf(2, '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2')).to.equal('203.0.113.9')
    expect(addressOf(['10.0.0.0/8'], '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2')).to.equal('203.0.113.9')
  })

  it('is the peer when the header holds no address', () => {
    for (const junk of ['unknown', '203.0.113.9:443', '<script>', ''])
      expect(addressOf(1, '10.0.0.1', junk)).to.equal('10.0.0.1')
  })

  it('is written one way', () => {
    expect(addressOf(0, '::ffff:198.51.100.1')).to.equal('198.51.100.1')
    expect(addressOf(0, 'fe80::1%eth0')).to.equal('fe80::1')
  })

  it('refuses a list that is none', () => {
    expect(() => createClientAddress(['elsewhere'])).to.throw(TypeError)
  })
})
