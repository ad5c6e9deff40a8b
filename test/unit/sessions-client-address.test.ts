import type { IncomingMessage } from 'node:http'
import { expect } from 'chai'
import {
  createClientAddress,
  FORWARDING_HEADERS,
  type ForwardingHeader,
  type TrustProxy,
} from '../../server/requests/client-address.ts'

function readBy(
  header: ForwardingHeader,
  trustProxy: TrustProxy,
  remoteAddress: string,
  headers: Record<string, string>,
) {
  const connection = { remoteAddress }
  const request = { headers, connection, socket: connection }
  return createClientAddress({ trustProxy, header })(request as unknown as IncomingMessage)
}

function read(trust: TrustProxy, remoteAddress: string, headers: Record<string, string> = {}) {
  return readBy('x-forwarded-for', trust, remoteAddress, headers)
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
        hidden: null,
        untold: false,
      })
    }
  })

  it('[H6] comes from as far right as trusted proxies wrote it', () => {
    expect(addressOf(1, '10.0.0.1', '1.1.1.1, 203.0.113.9')).to.equal('203.0.113.9')
    expect(addressOf(2, '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2')).to.equal('203.0.113.9')
    expect(addressOf(['10.0.0.0/8'], '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2')).to.equal('203.0.113.9')
  })

  it('[H64] is the peer when the header holds no address, and everybody is hidden there', () => {
    for (const junk of [
      'unknown',
      '203.0.113.9:',
      '[203.0.113.9',
      '2001:db8::1]:443',
      '[]:1',
      '<script>',
      '203.0.113.9; 198.51.100.1',
      '',
    ])
      expect(read(1, '10.0.0.1', { 'x-forwarded-for': junk }), junk).to.deep.equal({
        address: '10.0.0.1',
        hidden: 'no-address',
        untold: false,
      })
  })

  it('[H63] comes from the one header that is set, and a trusted proxy that writes another one hides everybody', () => {
    for (const header of FORWARDING_HEADERS) {
      for (const other of FORWARDING_HEADERS.filter((one) => one !== header)) {
        const forged = { [other]: other === 'forwarded' ? 'for=192.0.2.66' : '192.0.2.66' }
        const told = { [header]: header === 'forwarded' ? 'for=203.0.113.9' : '203.0.113.9' }
        const [alone, both] = [forged, { ...forged, ...told }].map((headers) =>
          readBy(header, 1, '10.0.0.1', headers),
        )
        expect(alone, header).to.deep.include({ address: '10.0.0.1', hidden: other })
        expect(both, header).to.deep.include({ address: '203.0.113.9', hidden: null })
        expect(readBy(header, 0, '198.51.100.1', { ...forged, ...told }).address).to.equal('198.51.100.1')
      }
    }
  })

  it('[H63] is the last of several X-Real-IP, which is the proxy’s', () => {
    const several = { 'x-real-ip': '192.0.2.66, 203.0.113.9' }
    expect(readBy('x-real-ip', 2, '10.0.0.1', several).address).to.equal('203.0.113.9')
  })

  const forwarded = (trust: TrustProxy, text: string) =>
    readBy('forwarded', trust, '10.0.0.1', { forwarded: text })

  it('is read out of Forwarded in every spelling of RFC 7239', () => {
    for (const [text, address] of [
      ['for=203.0.113.9', '203.0.113.9'],
      ['For="203.0.113.9:4711"', '203.0.113.9'],
      ['proto=https;for=203.0.113.9;by=10.0.0.1', '203.0.113.9'],
      ['for="[2001:db8::1]:4711";host="a;b, c\\"d"', '2001:db8::1'],
      ['for="\\[2001:db8::1]"', '2001:db8::1'],
      ['for=192.0.2.1, for=203.0.113.9', '203.0.113.9'],
      ['for=192.0.2.1 , by=_x ; for=203.0.113.9', '203.0.113.9'],
    ] as const)
      expect(forwarded(1, text), text).to.deep.include({ address, hidden: null })
    const three = 'for=1.1.1.1, for=203.0.113.9, for=10.0.0.2'
    expect([forwarded(2, three).address, forwarded(['10.0.0.0/8'], three).address]).to.deep.equal([
      '203.0.113.9',
      '203.0.113.9',
    ])
  })

  it('[H65] is what the nearest proxy wrote, whatever a visitor has left open or put into a host name', () => {
    for (const text of [
      'for="192.0.2.66, for=203.0.113.9',
      'for="192.0.2.66\\", for=203.0.113.9',
      '"""""\\, ,;=, for=203.0.113.9',
      'for=203.0.113.9;host="evil, for=192.0.2.66"',
      'for=203.0.113.9;host="evil\\", for=192.0.2.66"',
      'for=203.0.113.9;host="evil;for=192.0.2.66"',
    ])
      expect(forwarded(1, text), text).to.deep.include({ address: '203.0.113.9', hidden: null })
  })

  it('[H64] is hidden where Forwarded names nobody, or two at once', () => {
    for (const text of [
      'for=unknown',
      'for=_hidden',
      'proto=https',
      '',
      'for=192.0.2.66;for=203.0.113.9',
      'for',
    ]) {
      expect(forwarded(1, `for=192.0.2.66, ${text}`), text).to.deep.include({
        address: '10.0.0.1',
        hidden: 'no-address',
      })
    }
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
        expect(read(0, peer, { [header]: '203.0.113.9' }).hidden, `${peer} ${header}`).to.equal('unnamed')
        expect(read(['192.0.2.1'], peer, { [header]: '203.0.113.9' }).hidden).to.equal('unnamed')
      }
    }
  })

  it('is not hidden by a peer that is trusted, forwards nothing, or is of the internet and makes it up', () => {
    for (const peer of PRIVATE) {
      expect(read(0, peer).hidden, peer).to.equal(null)
      for (const trust of [1, ['loopback', 'linklocal', 'uniquelocal', '100.64.0.0/10']])
        expect(read(trust, peer, { 'x-forwarded-for': '203.0.113.9' }).hidden, peer).to.equal(null)
    }
    for (const peer of ['198.51.100.1', '2001:db8::1'])
      expect(read(0, peer, { 'x-forwarded-for': '203.0.113.9' }).hidden, peer).to.equal(null)
  })

  it('refuses a list that is none', () => {
    expect(() => read(['elsewhere'], '10.0.0.1')).to.throw(TypeError)
  })
})
