import type { Socket } from 'node:net'
import { expect } from 'chai'
import type { TrustProxy } from '../../server/requests/client-address.ts'
import { createPeerNetwork } from '../../server/requests/peer-network.ts'

describe('the network at the other end of a connection', () => {
  const peer = (trustProxy: TrustProxy, address: string) =>
    createPeerNetwork(trustProxy, () => address)({} as Socket)

  it('[L40] is known, unless it is a trusted proxy, which is everybody', () => {
    expect(peer(0, '192.0.2.7')).to.include({ key: '192.0.2.7/32', hidden: false })
    expect(peer(1, '192.0.2.7')).to.equal(null)
    expect(peer(['192.0.2.0/24'], '::ffff:192.0.2.7')).to.equal(null)
    expect(peer(['192.0.2.0/24'], '::ffff:198.51.100.7')).to.include({
      key: '198.51.100.7/32',
      hidden: false,
    })
  })
})
