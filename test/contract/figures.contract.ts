import { expect } from 'chai'
import { type Figures, type HotKey, MOST_SOURCES } from '../../server/limits/figures.ts'
import { eventually } from './eventually.ts'
import { minuteWithRoom } from './minute-with-room.ts'

const LONG = 60_000
const SHORT = 300
const MOST_HOT_KEYS = 1_000

const hot = (key: string, spent: number, over: Partial<HotKey> = {}): HotKey => ({
  rule: 'opening',
  key,
  shown: '192.0.2.0/24',
  spent,
  points: 100,
  endsInMs: LONG,
  ...over,
})

/** `open` gives two handles on figures in which nothing was counted; on Redis they are two connections. */
export function describeFigures(name: string, open: () => Promise<readonly [Figures, Figures]>) {
  describe(`figures: ${name}`, () => {
    let figures: Figures
    let other: Figures
    beforeEach(async () => {
      ;[figures, other] = await open()
    })
    const hotKeys = async (most = 10) => (await other.hotKeys(most)).map(({ rule, key }) => `${rule} ${key}`)

    /** What was counted, whether or not a minute ended in between. */
    async function counted(): Promise<Record<string, number>> {
      const sums: Record<string, number> = {}
      for (const { counts } of await other.minutes())
        for (const [word, count] of Object.entries(counts)) sums[word] = (sums[word] ?? 0) + count
      return sums
    }

    it('[K140] add up what is counted under a word, over all connections, without losing any', async () => {
      const adding = Array.from({ length: 50 }, (_, turn) =>
        (turn % 2 ? figures : other).add({ 'refused.opening': 2, 'dual.same-network': 1 }, []),
      )
      await Promise.all(adding)
      await figures.add({ 'end.two words': 7 }, [])
      expect(await counted()).to.deep.equal({
        'refused.opening': 100,
        'dual.same-network': 50,
        'end.two words': 7,
      })
    })

    it('[K141] know nothing of minutes in which nothing was counted, and how long ago the others began', async () => {
      expect(await figures.minutes()).to.deep.equal([])
      await figures.add({ one: 1 }, [])
      const [minute, ...older] = await figures.minutes()
      expect(older).to.deep.equal([])
      expect(minute?.agoMs).to.be.within(0, 65_000)
    })

    it('[A120] sum by measure what an hour had, over all connections', async () => {
      expect(await figures.hours()).to.deep.equal([])
      const rolled = { totals: { refused: 3, opened: 1 }, sources: [] }
      await Promise.all(
        Array.from({ length: 20 }, (_, turn) => (turn % 2 ? figures : other).add({}, [], rolled)),
      )
      const sums: Record<string, number> = {}
      const hours = await other.hours()
      for (const { counts } of hours)
        for (const [word, count] of Object.entries(counts)) sums[word] = (sums[word] ?? 0) + count
      expect(sums).to.deep.equal({ refused: 60, opened: 20 })
      expect(hours[0]?.agoMs).to.be.within(0, 3_605_000)
    })

    it('[A121] know where it came from, the largest first, each measure for itself', async () => {
      const from = (measure: 'refused' | 'wrongPins', network: string, count: number) => ({
        ...{ measure, network, count },
      })
      const one = [from('refused', '192.0.2.0/24', 5), from('wrongPins', '2001:db8:1::/48', 7)]
      await figures.add({}, [], { totals: {}, sources: one })
      await other.add({}, [], { totals: {}, sources: [from('refused', '192.0.2.0/24', 4)] })
      expect(await figures.sources()).to.deep.equal([
        from('refused', '192.0.2.0/24', 9),
        from('wrongPins', '2001:db8:1::/48', 7),
      ])
    })

    it('[A121] note 100 networks in a minute and no more, and go on counting those', async () => {
      // Begins where no minute is about to end: a new one takes as many again.
      await minuteWithRoom(figures)
      const networks = Array.from({ length: MOST_SOURCES + 20 }, (_, place) => ({
        ...{ measure: 'refused' as const, network: `192.0.${place}.0/24`, count: 2 },
      }))
      await figures.add({}, [], { totals: {}, sources: networks })
      const known = { measure: 'refused' as const, network: '192.0.0.0/24', count: 40 }
      await other.add({}, [], { totals: {}, sources: [{ ...known, network: '198.51.100.0/24' }, known] })
      const sources = await figures.sources()
      expect(sources).to.have.length(MOST_SOURCES)
      expect(sources[0]).to.deep.equal({ ...known, count: 42 })
      expect(sources.map(({ network }) => network)).not.to.include('198.51.100.0/24')
    })

    it('[K142] tell the hottest keys, the fullest budget first, at most as many as asked for', async () => {
      await figures.add({}, [hot('warm', 80), hot('over', 300), hot('full', 100)])
      await other.add({}, [hot('warm', 9, { rule: 'claim', points: 10 })])
      expect(await hotKeys()).to.deep.equal(['opening over', 'opening full', 'claim warm', 'opening warm'])
      expect(await hotKeys(2)).to.deep.equal(['opening over', 'opening full'])
    })

    it('[K143] know a hot key by its last note, each rule for itself', async () => {
      await figures.add({}, [hot('a', 80), hot('a', 5, { rule: 'claim', points: 5, shown: null })])
      await other.add({}, [hot('a', 95)])
      const [claim, opening, ...more] = await figures.hotKeys(10)
      expect(more).to.deep.equal([])
      expect(claim).to.include({ rule: 'claim', shown: null, spent: 5, points: 5 })
      expect(opening).to.include({ rule: 'opening', shown: '192.0.2.0/24', spent: 95, points: 100 })
      expect(opening?.endsInMs).to.be.within(LONG - 5_000, LONG)
    })

    it('[K144] forget a hot key when its window is over', async () => {
      await figures.add({}, [hot('brief', 100, { endsInMs: SHORT }), hot('long', 90)])
      expect(await hotKeys()).to.deep.equal(['opening brief', 'opening long'])
      await eventually('its window is over', async () => (await hotKeys()).length === 1)
      expect(await hotKeys()).to.deep.equal(['opening long'])
    })

    it('[K145] note 1,000 hot keys and no more, go on noting those, and take others when windows are over', async () => {
      const brief = Array.from({ length: MOST_HOT_KEYS - 1 }, (_, turn) =>
        hot(`${turn}`, 90, { endsInMs: 1_500 }),
      )
      await figures.add({}, [hot('known', 80), ...brief])
      await figures.add({}, [hot('late', 500), hot('known', 400)])
      const [hottest, next] = await figures.hotKeys(2)
      expect([hottest?.key, next?.spent]).to.deep.equal(['known', 90])
      await eventually('the others are over', async () => (await hotKeys(2 * MOST_HOT_KEYS)).length === 1)
      await figures.add({}, [hot('late', 500)])
      expect(await hotKeys()).to.deep.equal(['opening late', 'opening known'])
    })
  })
}
