import { expect } from 'chai'
import type { PairingStore } from '../../server/methods/pairing/pairing-store.ts'
import { eventually } from './eventually.ts'
import { on, randomId, samplePairing } from './sample-pairing.ts'

const LONG = 60_000
const SHORT = 300

/** `open` gives two handles on one empty store; on Redis they are two connections. */
export function describePairingStore(
  name: string,
  open: () => Promise<readonly [PairingStore, PairingStore]>,
) {
  describe(`pairing store: ${name}`, () => {
    let store: PairingStore
    let other: PairingStore
    beforeEach(async () => {
      ;[store, other] = await open()
    })
    const versionOf = async (id: ReturnType<typeof randomId>) => (await store.load(id)).pairing?.version

    it('[K1] gives back exactly what was written, on any connection', async () => {
      const pairing = samplePairing({ binding: { name: 'Zoë "{}" \u2028', accountId: null } })
      expect(await store.create(pairing, LONG)).to.equal(true)
      expect((await other.load(pairing.id)).pairing).to.deep.equal(pairing)
      expect((await store.load(randomId())).pairing).to.equal(null)
    })

    it('[K2] creates an id once: a second record changes nothing', async () => {
      const pairing = samplePairing()
      await store.create(pairing, LONG)
      expect(await other.create({ ...pairing, version: 7 }, LONG)).to.equal(false)
      expect(await versionOf(pairing.id)).to.equal(1)
    })

    it('[K187] files a record that it creates: whoever finds it under its words finds the record too', async () => {
      for (let turn = 0; turn < 50; turn += 1) {
        const pairing = samplePairing()
        const words = [`first ${turn}`, `second ${turn}`]
        let found: readonly string[] = []
        const looking = async () => {
          while (found.length === 0) found = await other.hints(words[0] as string, 1)
          return (await other.load(pairing.id)).pairing
        }
        const hints = words.map((index) => ({ index, ttlMs: LONG }))
        const [seen] = await Promise.all([looking(), store.create(pairing, LONG, hints)])
        expect([found, seen]).to.deep.equal([[pairing.id], pairing])
        expect(await other.hints(words[1] as string, 5)).to.deep.equal([pairing.id])
      }
    })

    it('[K3] replaces only the expected version, and never what is not there', async () => {
      const pairing = samplePairing()
      await store.create(pairing, LONG)
      expect(await store.replace({ ...pairing, version: 3 }, on(2), LONG)).to.equal(false)
      expect(await versionOf(pairing.id)).to.equal(1)
      expect(await store.replace({ ...pairing, version: 2 }, on(1), LONG)).to.equal(true)
      expect(await versionOf(pairing.id)).to.equal(2)
      expect(await store.replace(samplePairing(), on(1), LONG)).to.equal(false)
    })

    it('[K4] lets exactly one of 100 parallel writers of one version win', async () => {
      const pairing = samplePairing()
      await store.create(pairing, LONG)
      const won = await Promise.all(
        Array.from({ length: 100 }, (_, writer) =>
          (writer % 2 ? store : other).replace(
            { ...pairing, version: 2, browser: `writer-${writer}` },
            on(1),
            LONG,
          ),
        ),
      )
      expect(won.filter(Boolean)).to.have.length(1)
      expect((await store.load(pairing.id)).pairing?.browser).to.equal(`writer-${won.indexOf(true)}`)
    })

    it('[K5] forgets a record when its time is over; a write restarts that time', async () => {
      const kept = samplePairing()
      const left = samplePairing()
      await store.create(kept, SHORT)
      await store.replace({ ...kept, version: 2 }, on(1), LONG)
      await store.create(left, SHORT)
      await eventually('the record is gone', async () => (await store.load(left.id)).pairing === null)
      expect(await store.replace({ ...left, version: 2 }, on(1), LONG)).to.equal(false)
      expect(await versionOf(kept.id)).to.equal(2)
    })

    it('[K182] writes nothing from the moment on until which the decision holds', async () => {
      const pairing = samplePairing()
      await store.create(pairing, LONG)
      const { now } = await store.load(pairing.id)
      const next = { ...pairing, version: 2 }
      expect(await store.replace(next, { version: 1, until: now }, LONG)).to.equal(false)
      expect(await versionOf(pairing.id)).to.equal(1)
      expect(await store.replace(next, { version: 1, until: now + LONG }, LONG)).to.equal(true)
    })

    it('[K6] tells a clock that never goes back, however the clock of this process is set', async () => {
      const real = Date.now
      const day = 24 * 60 * 60_000
      const seen: number[] = []
      try {
        for (let turn = 0; turn < 20; turn += 1) {
          Date.now = () => real() + day * (10 - turn)
          seen.push((await store.load(randomId())).now)
        }
      } finally {
        Date.now = real
      }
      expect(seen).to.deep.equal([...seen].sort((one, next) => one - next))
      expect(Math.abs((seen[0] ?? 0) - Date.now())).to.be.lessThan(60_000)
    })

    it('[K7] names the newest under an index word first, each once, and no more than asked', async () => {
      const ids = [randomId(), randomId(), randomId()] as const
      for (const id of [...ids, ids[0]]) await store.addHints(id, [{ index: 'browser:one', ttlMs: LONG }])
      await store.addHints(randomId(), [{ index: 'browser:two', ttlMs: LONG }])
      expect(await other.hints('browser:one', 10)).to.deep.equal([ids[0], ids[2], ids[1]])
      expect(await other.hints('browser:one', 2)).to.deep.equal([ids[0], ids[2]])
      expect(await other.hints('browser:none', 10)).to.deep.equal([])
    })

    it('[K8] forgets a hint when its time is over, and leaves the others', async () => {
      const [brief, kept] = [randomId(), randomId()]
      await store.addHints(brief, [{ index: 'index', ttlMs: SHORT }])
      await store.addHints(kept, [{ index: 'index', ttlMs: LONG }])
      expect(await store.hints('index', 10)).to.deep.equal([kept, brief])
      await eventually('the hint is gone', async () => !(await store.hints('index', 10)).includes(brief))
      expect(await store.hints('index', 10)).to.deep.equal([kept])
    })

    it('takes hints out from under one index word, and knows of none that are not there', async () => {
      const [gone, kept] = [randomId(), randomId()]
      for (const index of ['out', 'still']) {
        for (const id of [gone, kept]) await store.addHints(id, [{ index: index, ttlMs: LONG }])
      }
      await other.removeHints('out', [gone, randomId()])
      await other.removeHints('out', [])
      await other.removeHints('none', [kept])
      expect(await store.hints('out', 10)).to.deep.equal([kept])
      expect(await store.hints('still', 10)).to.deep.equal([kept, gone])
    })

    it('[K9] keeps the 500 newest hints of an index', async () => {
      const ids = Array.from({ length: 520 }, randomId)
      for (const id of ids) await store.addHints(id, [{ index: 'crowd', ttlMs: LONG }])
      expect(await store.hints('crowd', 1_000)).to.deep.equal(ids.slice(20).reverse())
    })
  })
}
