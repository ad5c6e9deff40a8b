import { expect } from 'chai'
import { networkIndex } from '../../server/methods/pairing/indexes.ts'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import { createReadSurroundings } from '../../server/methods/pairing/risk/surroundings.ts'
import { createPairingSecrets } from '../../server/methods/pairing/secrets.ts'
import { createKeys } from '../../server/secrets/keys.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import { randomId, samplePairing } from '../contract/sample-pairing.ts'

const NETWORK = 'keyed hash of a network'

describe('what is around a page', () => {
  it('[L65] has a request that was being opened while another page looked around', async () => {
    const stores = openMemory()
    const openedAt = (await stores.pairings.load(randomId())).now
    const read = createReadSurroundings({
      ...stores,
      secrets: createPairingSecrets(createKeys('any secret of these tests')),
      lives: LIFETIMES,
      risk: { busyPages: 5 },
      newness: (age) => age,
    })
    const look = (browser: string) =>
      read({ id: randomId(), browser, network: NETWORK, openedAt, name: null }, {})
    const victim = samplePairing({ browser: 'victim', network: NETWORK, openedAt, epochAt: openedAt })
    const filed = [{ index: networkIndex(NETWORK), ttlMs: 60_000 }]
    await stores.pairings.addHints(victim.id, filed)
    expect((await look('first')).neighbours).to.equal(0)
    await stores.pairings.create(victim, 60_000)
    expect((await look('second')).neighbours).to.equal(1)
  })
})
