import { expect } from 'chai'
import pino from 'pino'
import { createReachCheck } from '../../server/warnings/reach-check.ts'
import { createWarnings } from '../../server/warnings/warnings.ts'

const MINUTE = 60_000

describe('the check of whether pages can reach us', () => {
  let lines: string[]
  let now: number
  function checking() {
    lines = []
    now = 0
    const log = pino({ base: null }, { write: (line: string) => void lines.push(line) })
    const warnings = createWarnings(log)
    const standing = () => warnings.list().filter(({ endedAgoMs }) => endedAgoMs === null)
    return { standing, reach: createReachCheck(log, warnings, 'https://login.example.com', () => now) }
  }

  it('[H70] warns once of a proxy that drops upgrades, with what to do, until a socket comes through', () => {
    const { reach, standing } = checking()
    for (let turn = 0; turn < 100; turn += 1) reach.onStripped()
    expect(standing().map(({ kind }) => kind)).to.deep.equal(['upgrades'])
    expect(lines).to.have.length(1)
    expect(JSON.parse(lines[0] ?? '')).to.include({ level: 40, warning: 'upgrades' })
    expect(lines[0]).to.match(/drops WebSocket upgrades.* Let it pass the headers Upgrade and Connection on/)
    reach.onLetIn()
    expect(standing()).to.deep.equal([])
  })

  it('[H71] says nothing of it while sockets come through, for anybody can send such a request', () => {
    const { reach, standing } = checking()
    reach.onLetIn()
    now += 9 * MINUTE
    reach.onStripped()
    expect(lines).to.deep.equal([])
    now += 2 * MINUTE
    reach.onStripped()
    expect(standing().map(({ kind }) => kind)).to.deep.equal(['upgrades'])
  })

  it('[H72] names another address that a page was opened at, at once and every ten minutes at most', () => {
    const { reach, standing } = checking()
    for (let turn = 0; turn < 100; turn += 1) reach.onElsewhere(`https://${turn}.example.com`)
    expect(lines).to.have.length(1)
    expect(JSON.parse(lines[0] ?? '')).to.include({ level: 40, origin: 'https://0.example.com' })
    expect(lines[0]).to.match(/another address than PUBLIC_URL, https:\/\/login\.example\.com, was refused/)
    now += 11 * MINUTE
    reach.onElsewhere('http://127.0.0.1:3000')
    expect(lines).to.have.length(2)
    expect(standing()).to.deep.equal([])
  })

  it('[H75] names a proxy that drops Origin, unless sockets come through', () => {
    const { reach } = checking()
    reach.onLetIn()
    reach.onElsewhere(undefined)
    expect(lines).to.deep.equal([])
    now += 11 * MINUTE
    for (let turn = 0; turn < 100; turn += 1) reach.onElsewhere(undefined)
    expect(lines).to.have.length(1)
    expect(lines[0]).to.match(/"level":40.*without the header Origin.*let it pass Origin on/)
  })

  it('writes down no origin that is none', () => {
    const { reach } = checking()
    const long = `https://${'a.'.repeat(100)}example.com`
    for (const origin of ['', 'null', 'https://a.example/secret', 'file://', 'HTTPS://a.example', long])
      reach.onElsewhere(origin)
    expect(lines).to.deep.equal([])
  })

  const spoken = {
    'the PROXY protocol': ['PROXY TCP4 192.0.2.1 192.0.2.2 5 6\r\n', '\r\n\r\n\0\r\nQUIT\n!\u0011'],
    TLS: ['\u0016\u0003\u0001\u0002\0'],
    'HTTP/2': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  }
  for (const [what, openings] of Object.entries(spoken)) {
    it(`[H72] names a proxy that speaks ${what} to us, at once and every ten minutes at most, unless sockets come through`, () => {
      const { reach } = checking()
      for (const opening of openings) {
        reach.onUnread(Buffer.from(opening, 'latin1'))
        expect(lines.splice(0).join(), opening).to.contain(`HTTP/1.1 but ${what}. `)
        reach.onUnread(Buffer.from(opening, 'latin1'))
        expect(lines).to.deep.equal([])
        now += 11 * MINUTE
      }
      reach.onLetIn()
      reach.onUnread(Buffer.from(openings[0] ?? '', 'latin1'))
      reach.onUnread(Buffer.from('GET'))
      expect(lines).to.deep.equal([])
    })
  }
})
