import type { IncomingMessage } from 'node:http'
import { expect } from 'chai'
import pino from 'pino'
import { createClientAddress } from '../../server/throttle/client-address.ts'
import { hiddenAt, networkOf } from '../../server/throttle/network.ts'
import { createProxyCheck } from '../../server/throttle/proxy-check.ts'
import { createWhereabouts } from '../../server/throttle/whereabouts.ts'

const LYON = { name: 'Lyon, France', country: 'FR', at: null }

function request(remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage {
  const connection = { remoteAddress }
  return { headers, connection, socket: connection } as unknown as IncomingMessage
}

describe('where a request came from', () => {
  it('is its network and place', () => {
    const hidden: string[] = []
    const whereabouts = createWhereabouts(
      createClientAddress(1),
      (address) => (address === '198.51.100.7' ? LYON : null),
      (shown) => hidden.push(shown),
    )
    const { network, place } = whereabouts(request('10.0.0.1', { 'x-forwarded-for': '198.51.100.7' }))
    expect(network).to.deep.include({ key: '198.51.100.7/32', hidden: false })
    expect(place).to.deep.equal(LYON)
    expect(hidden).to.deep.equal([])
  })

  it('[H12] is read once, however late somebody asks, and a proxy that hides it is told of once', () => {
    let reads = 0
    const hidden: string[] = []
    const whereabouts = createWhereabouts(
      (of) => {
        reads += 1
        return createClientAddress(0)(of)
      },
      () => null,
      (shown) => hidden.push(shown),
    )
    const connection: { remoteAddress?: string } = { remoteAddress: '10.1.2.3' }
    const asked = { headers: { 'x-forwarded-for': '198.51.100.7' }, socket: connection }
    const first = whereabouts(asked as unknown as IncomingMessage)
    delete connection.remoteAddress
    expect(whereabouts(asked as unknown as IncomingMessage)).to.equal(first)
    expect(first.network).to.deep.equal(hiddenAt(networkOf('10.1.2.3')))
    expect([reads, hidden]).to.deep.equal([1, ['10.1.2.0/24']])
  })

  it('[L60] is that of all who are hidden there, behind a proxy that is not trusted, and has no place', () => {
    const hidden: string[] = []
    const whereabouts = createWhereabouts(
      createClientAddress(0),
      () => LYON,
      (shown) => hidden.push(shown),
    )
    const { network, place } = whereabouts(request('10.1.2.3', { 'x-forwarded-for': '198.51.100.7' }))
    expect(network).to.deep.equal(hiddenAt(networkOf('10.1.2.3')))
    expect(place).to.equal(null)
    expect(hidden).to.deep.equal(['10.1.2.0/24'])
  })
})

describe('the check for proxies', () => {
  it('says once what is wrong and what to set, and remembers where it was seen', () => {
    const lines: string[] = []
    const check = createProxyCheck(pino({ base: null }, { write: (line: string) => void lines.push(line) }))
    expect(check.hiddenBy()).to.equal(null)
    for (let turn = 0; turn < 100; turn += 1) check.onHidden('10.1.2.0/24')
    expect(check.hiddenBy()).to.equal('10.1.2.0/24')
    expect(lines).to.have.length(1)
    expect(JSON.parse(lines[0] ?? '')).to.include({ level: 50, from: '10.1.2.0/24' })
    expect(lines[0]).to.include('Set TRUST_PROXY')
  })
})
