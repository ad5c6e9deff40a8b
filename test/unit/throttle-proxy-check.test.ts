import type { IncomingMessage } from 'node:http'
import { expect } from 'chai'
import pino from 'pino'
import { createClientAddress, type TrustProxy } from '../../server/requests/client-address.ts'
import { hiddenAt, networkOf } from '../../server/requests/network.ts'
import { createProxyCheck } from '../../server/requests/proxy-check.ts'
import { readNetwork } from '../support/read-network.ts'

const LYON = { name: 'Lyon, France', country: 'FR', at: null }

const addresses = (trustProxy: TrustProxy) => createClientAddress({ trustProxy, header: 'x-forwarded-for' })

function request(remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage {
  const connection = { remoteAddress }
  return { headers, connection, socket: connection } as unknown as IncomingMessage
}

/** What is noticed, in order. */
function notices() {
  const told: string[][] = []
  return {
    told,
    onHidden: (shown: string, by: string) => void told.push([shown, by]),
    onUntold: (shown: string) => void told.push([shown, 'untold']),
  }
}

describe('where a request came from', () => {
  it('is its network and place', () => {
    const notice = notices()
    const context = readNetwork(addresses(1), (address) => (address === '198.51.100.7' ? LYON : null), notice)
    const { network, place } = context(request('10.0.0.1', { 'x-forwarded-for': '198.51.100.7' }))
    expect(network).to.deep.include({ key: '198.51.100.7/32', hidden: false })
    expect(place).to.deep.equal(LYON)
    expect(notice.told).to.deep.equal([])
  })

  it('[H12] is read once, however late someone asks, and a proxy that hides it is told of once', () => {
    let reads = 0
    const notice = notices()
    const context = readNetwork(
      (of) => {
        reads += 1
        return addresses(0)(of)
      },
      () => null,
      notice,
    )
    const connection: { remoteAddress?: string } = { remoteAddress: '10.1.2.3' }
    const asked = { headers: { 'x-forwarded-for': '198.51.100.7' }, socket: connection }
    const first = context(asked as unknown as IncomingMessage)
    delete connection.remoteAddress
    expect(context(asked as unknown as IncomingMessage)).to.equal(first)
    expect(first.network).to.deep.equal(hiddenAt(networkOf('10.1.2.3')))
    expect([reads, notice.told]).to.deep.equal([1, [['10.1.2.0/24', 'unnamed']]])
  })

  it('[L60] is that of all who are hidden there, behind a proxy that is not trusted, and has no place', () => {
    const notice = notices()
    const context = readNetwork(addresses(0), () => LYON, notice)
    const { network, place } = context(request('10.1.2.3', { 'x-forwarded-for': '198.51.100.7' }))
    expect(network).to.deep.equal(hiddenAt(networkOf('10.1.2.3')))
    expect(place).to.equal(null)
    expect(notice.told).to.deep.equal([['10.1.2.0/24', 'unnamed']])
  })

  it('[H66] is noticed as untold where a page comes through a trusted proxy that says nothing, and else not', () => {
    const notice = notices()
    const socket = { origin: 'https://login.example.com', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }
    readNetwork(addresses(1), () => null, notice)(request('10.1.2.3', socket))
    expect(notice.told).to.deep.equal([['10.1.2.0/24', 'untold']])
    for (const [trust, headers] of [
      [1, {}],
      [1, { origin: socket.origin }],
      [1, { ...socket, 'x-forwarded-for': '198.51.100.7' }],
      [0, socket],
    ] as const)
      readNetwork(addresses(trust), () => null, notice)(request('10.1.2.3', headers))
    expect(notice.told).to.have.length(1)
  })
})

describe('the check for proxies', () => {
  function checking() {
    const lines: string[] = []
    const log = pino({ base: null }, { write: (line: string) => void lines.push(line) })
    return { lines, check: createProxyCheck(log, 'x-forwarded-for') }
  }

  it('says once what is wrong and what to set, and remembers where it was seen', () => {
    const { lines, check } = checking()
    expect(check.hiddenBy()).to.equal(null)
    for (let turn = 0; turn < 100; turn += 1) check.onHidden('10.1.2.0/24', 'unnamed')
    expect(check.hiddenBy()).to.equal('10.1.2.0/24')
    expect(lines).to.have.length(1)
    expect(JSON.parse(lines[0] ?? '')).to.include({ level: 50, from: '10.1.2.0/24' })
    expect(lines[0]).to.include('Set TRUST_PROXY')
  })

  it('has a sentence of its own for each cause, and tells of one though another was told', () => {
    const { lines, check } = checking()
    for (let turn = 0; turn < 3; turn += 1) {
      check.onHidden('10.1.2.0/24', 'x-real-ip')
      check.onHidden('10.1.2.0/24', 'forwarded')
      check.onHidden('10.1.2.0/24', 'no-address')
      check.onUntold('10.1.2.0/24')
    }
    const [realIp, forwarded, noAddress, untold, ...more] = lines
    expect(more).to.deep.equal([])
    expect(realIp).to.match(/has X-Real-IP and no X-Forwarded-For.* set PROXY_HEADER=x-real-ip/)
    expect(forwarded).to.match(/has Forwarded and no X-Forwarded-For.* set PROXY_HEADER=forwarded/)
    expect(noAddress).to.match(/writes into X-Forwarded-For is not an address.* commas/)
    expect(untold).to.match(/"level":40.*writes no X-Forwarded-For.*Let it write X-Forwarded-For/)
  })
})
