import type { IncomingMessage } from 'node:http'
import { expect } from 'chai'
import { createClientAddress, type TrustProxy } from '../../server/throttle/client-address.ts'

function read(trust: TrustProxy, remoteAddress: string, headers: Record<string, string> = {}) {
  const connection = { remoteAddress }
  return createClientAddress(trust)({ headers, connection, socket: connection } as unknown as IncomingMessage)
}

function addressOf(trust: TrustProxy, remoteAddress: string, forwarded?: string): string {
  return read(trust, remoteAddress, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }).address
}

describe('client address', () => {
  it('[H6] is the peer, whatever it says, unless a proxy is trusted', () => {
    expect(addressOf(0, '198.51.100.1', '203.0.113.9')).to.equal('198.51.100.1')
    expect(addressOf(['10.0.0.0/8'], '198.51.100.1', '203.0.113.9')).to.equal('198.51.100.1')
  })

  it('[H10] is empty, and nothing throws, when the connection was reset and has none any more', () => {
    for (const trust of [0, 1, ['10.0.0.0/8']] as const) {
      const gone = undefined as unknown as string
      expect(read(trust, gone, { 'x-forwarded-for': '203.0.113.9' })).to.deep.equal({
        address: '',
        hidden: false,
      })
    }
  })

  it('[H6] comes from as far right as trusted proxies wrote it', () => {
    expect(addressOf(1, '10.0.0.1', '1.1.1.1, 203.0.113.9')).to.equal('203.0.113.9')
    expect(addressOf(2, '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2')).to.equal('203.0.113.9')
    expect(addressOf(['10.0.0.0/8'], '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2')).to.equal('203.0.113.9')
  })

  it('is the peer when the header holds no address', () => {
    for (const junk of [
      'unknown',
      '203.0.113.9:',
      '[203.0.113.9',
      '2001:db8::1]:443',
      '[]:1',
      '<script>',
      '',
    ])
      expect(addressOf(1, '10.0.0.1', junk)).to.equal('10.0.0.1')
  })

  it('is known where a proxy writes the port behind it', () => {
    expect(addressOf(1, '10.0.0.1', '1.1.1.1, 203.0.113.9:4711')).to.equal('203.0.113.9')
    expect(addressOf(1, '10.0.0.1', '[2001:db8::1]:4711')).to.equal('2001:db8::1')
    expect(addressOf(1, '10.0.0.1', '[2001:db8::1]')).to.equal('2001:db8::1')
    expect(addressOf(['10.0.0.0/8'], '10.0.0.1', '1.1.1.1, 203.0.113.9:4711')).to.equal('203.0.113.9')
  })

  it('is written one way', () => {
    expect(addressOf(0, '::ffff:198.51.100.1')).to.equal('198.51.100.1')
    expect(addressOf(0, 'fe80::1%eth0')).to.equal('fe80::1')
  })

  const PRIVATE = ['127.0.0.1', '::1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', 'fd00::1']
  const FORWARDING = ['x-forwarded-for', 'forwarded', 'x-real-ip']

  it('is hidden when a private peer forwards that is not trusted, in whichever words', () => {
    for (const peer of [...PRIVATE, 'fe80::1%eth0', '::ffff:10.0.0.1']) {
      for (const header of FORWARDING) {
        expect(read(0, peer, { [header]: '203.0.113.9' }).hidden, `${peer} ${header}`).to.equal(true)
        expect(read(['192.0.2.1'], peer, { [header]: '203.0.113.9' }).hidden).to.equal(true)
      }
    }
  })

  it('is not hidden by a peer that is trusted, forwards nothing, or is of the internet and makes it up', () => {
    for (const peer of PRIVATE) {
      expect(read(0, peer).hidden, peer).to.equal(false)
      for (const trust of [1, ['loopback', 'linklocal', 'uniquelocal', '100.64.0.0/10']])
        expect(read(trust, peer, { 'x-forwarded-for': '203.0.113.9' }).hidden, peer).to.equal(false)
    }
    for (const peer of ['198.51.100.1', '2001:db8::1'])
      expect(read(0, peer, { 'x-forwarded-for': '203.0.113.9' }).hidden, peer).to.equal(false)
  })

  it('refuses a list that is none', () => {
    expect(() => createClientAddress(['elsewhere'])).to.throw(TypeError)
  })
})
