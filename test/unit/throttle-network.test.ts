import { expect } from 'chai'
import { hiddenAt, isPrivate, networkOf } from '../../server/requests/network.ts'

describe('the network of an address', () => {
  it('[K100] is the address itself for IPv4, and is shown cut to its /24', () => {
    expect(networkOf('192.0.2.77')).to.deep.equal({
      key: '192.0.2.77/32',
      wide: null,
      shown: '192.0.2.0/24',
      hidden: false,
    })
  })

  it('[K101] is the /64 for IPv6, in a /48, which is what is shown', () => {
    expect(networkOf('2001:db8:1:2:3:4:5:6')).to.deep.equal({
      key: '2001:db8:1:2::/64',
      wide: '2001:db8:1::/48',
      shown: '2001:db8:1::/48',
      hidden: false,
    })
  })

  const spellings: readonly (readonly [string, readonly string[]])[] = [
    ['192.0.2.77/32', ['192.0.2.77', '::ffff:192.0.2.77', '::FFFF:c000:24d', '64:ff9b::192.0.2.77']],
    ['2001:db8:1:2::/64', ['2001:0DB8:0001:0002::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::']],
    ['fe80::/64', ['fe80::1', 'fe80::1%eth0', 'fe80::2%7']],
    ['::/64', ['::1', '::']],
  ]
  for (const [key, addresses] of spellings) {
    it(`[K102] is ${key} in every spelling`, () => {
      expect(addresses.map((address) => networkOf(address).key)).to.deep.equal(addresses.map(() => key))
    })
  }

  it('[K103] differs between neighbours', () => {
    expect(networkOf('192.0.2.78').key).not.to.equal(networkOf('192.0.2.77').key)
    expect(networkOf('2001:db8:1:3::1').key).not.to.equal(networkOf('2001:db8:1:2::1').key)
    expect(networkOf('2001:db8:1:3::1').wide).to.equal(networkOf('2001:db8:1:2::1').wide)
    expect(networkOf('2001:db8:2:2::1').wide).not.to.equal(networkOf('2001:db8:1:2::1').wide)
  })

  it('[K104] is one bucket for everything that is no address', () => {
    const garbage = [
      undefined,
      '',
      'unknown',
      '1',
      '0x7f.1',
      '127.1',
      '1.2.3.4.5',
      '1.2.3.256',
      '2001:db8::/64',
      ':::',
    ]
    for (const address of [...garbage, ' 192.0.2.1', '192.0.2.1, 10.0.0.1', '192.0.2.1:80', '[::1]']) {
      expect(networkOf(address), address).to.deep.equal({
        key: 'unknown',
        wide: null,
        shown: 'unknown',
        hidden: false,
      })
    }
  })
})

describe('the people whom a proxy hides at an address', () => {
  it('[L60] are another network than who is there and says nothing of a proxy', () => {
    for (const address of ['10.0.0.1', 'fd12::1']) {
      const network = networkOf(address)
      const hidden = hiddenAt(network)
      expect(hidden.hidden).to.equal(true)
      expect(hidden.shown).to.equal(network.shown)
      expect(hidden.key).not.to.equal(network.key)
      expect(hidden.wide === null).to.equal(network.wide === null)
      if (network.wide !== null) expect(hidden.wide).not.to.equal(network.wide)
      expect(hiddenAt(networkOf(address))).to.deep.equal(hidden)
    }
  })
})

describe('a private address', () => {
  it('is one that no customer has on the internet, in every spelling', () => {
    for (const address of [
      ...['127.0.0.1', '127.255.0.1', '::1', '10.0.0.1', '172.31.0.1', '192.168.0.1', '100.64.0.1'],
      ...['169.254.0.1', 'fe80::1', 'fd12::1', '::ffff:10.0.0.1'],
    ])
      expect(isPrivate(address), address).to.equal(true)
  })

  it('is no other one, and nothing that is no address', () => {
    for (const address of [
      ...['8.8.8.8', '172.32.0.1', '11.0.0.1', '100.128.0.1', '2606:4700::1', '::ffff:8.8.8.8'],
      ...['', 'localhost', '10.0.0', '10.0.0.1:80'],
    ])
      expect(isPrivate(address), address).to.equal(false)
  })
})
