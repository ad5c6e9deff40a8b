import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { HIDDEN_TIMES } from '../../server/limits/numbers.ts'
import type { OpenPage } from '../../server/methods/pairing/steps/open.ts'
import { hiddenAt, type Network, networkOf } from '../../server/requests/network.ts'
import type { ConnectionId, PageKey } from '../../shared/ids.ts'
import { createWorld } from '../simulation/support/world.ts'

const PLACES = 50

describe('the pages of all whom a proxy hides', () => {
  const token = (bytes: number) => randomBytes(bytes).toString('base64url')
  const LIMITS = `live-per-network=${PLACES},live-named=10,live-per-deployment=4000,live-reserved=500`
  let open: OpenPage
  beforeEach(() => {
    open = createWorld(() => 1_700_000_000_000, { LIMITS }).steps.open
  })

  /** Codes of those who are refused, of so many that open a page, each in a browser of its own. */
  async function refused(times: number, network: Network, name?: string): Promise<string[]> {
    const codes: string[] = []
    for (let time = 0; time < times; time += 1) {
      const ids = { pageKey: token(65) as PageKey, connection: token(16) as ConnectionId }
      const page = { ...ids, browser: token(32), network, place: null, device: 'Computer' }
      const answer = await open(page, { purpose: 'replace', name })
      if (!answer.ok) codes.push(answer.code)
    }
    return codes
  }

  it('[L61] are fifty times as many as of a network, whatever their names, and leave places for others', async () => {
    const hidden = hiddenAt(networkOf('10.0.0.1'))
    expect(await refused(PLACES * HIDDEN_TIMES + 1, hidden)).to.deep.equal(['rate_limited'])
    expect(await refused(10 * HIDDEN_TIMES + 1, hidden, 'someone')).to.deep.equal(['rate_limited'])
    for (const others of [networkOf('10.0.0.1'), networkOf('192.0.2.1'), hiddenAt(networkOf('10.0.0.2'))])
      expect(await refused(1, others)).to.deep.equal([])
  })

  it('[L61] are those of a /48 together', async () => {
    const behind = (place: number) => hiddenAt(networkOf(`fd12:0:0:${place}::1`))
    expect(await refused(PLACES * HIDDEN_TIMES, behind(1))).to.deep.equal([])
    expect(await refused(1, behind(2))).to.deep.equal(['rate_limited'])
  })
})
