import { expect } from 'chai'
import { type AlarmLog, MOST_ALARMS, type NotedAlarm } from '../../server/admin/alarm-log.ts'
import type { AccountId } from '../../shared/ids.ts'

const alarm = (kind: string, figure: number | null = null, network: string | null = null): NotedAlarm => ({
  kind: kind as NotedAlarm['kind'],
  figure,
  network,
})
const ANN = 'ann' as AccountId
const BOB = 'bob' as AccountId

/** `open` gives two handles on a log without alarms; on Redis they are two connections. */
export function describeAlarmLog(name: string, open: () => Promise<readonly [AlarmLog, AlarmLog]>) {
  describe(`alarm log: ${name}`, () => {
    let log: AlarmLog
    let other: AlarmLog
    beforeEach(async () => {
      ;[log, other] = await open()
    })

    it('[A122] knows an alarm once however often it is noted, with its largest figure and where that came from', async () => {
      await log.note([alarm('refusals', 100, '192.0.2.0/24'), alarm('new-store')])
      await other.note([alarm('refusals', 300, '203.0.113.0/24')])
      await log.note([alarm('refusals', 200, null)])
      const [one, two, ...more] = await other.list()
      expect(more).to.deep.equal([])
      const byKind = Object.fromEntries([one, two].map((span) => [span?.kind, span]))
      expect(byKind.refusals).to.include({ most: 300, network: '203.0.113.0/24', seen: null })
      expect(byKind['new-store']).to.include({ most: null, network: null })
      expect(byKind.refusals?.id).to.match(/^refusals-\d+$/)
      expect(byKind.refusals?.beganAgoMs).to.be.at.least(byKind.refusals?.lastAgoMs ?? 0)
      expect(byKind.refusals?.lastAgoMs).to.be.within(0, 5_000)
    })

    it('[A122] is one alarm for nodes that note it at once', async () => {
      const noting = Array.from({ length: 20 }, (_, turn) =>
        (turn % 2 ? log : other).note([alarm('wrong-pins', turn)]),
      )
      await Promise.all(noting)
      expect((await log.list()).map(({ kind, most }) => [kind, most])).to.deep.equal([['wrong-pins', 19]])
    })

    it('[A122] keeps 100 alarms, and of more those noted last', async () => {
      for (let turn = 0; turn < MOST_ALARMS + 5; turn += 5)
        await log.note(Array.from({ length: 5 }, (_, place) => alarm(`kind${'x'.repeat(turn + place)}`)))
      const kept = await other.list()
      expect(kept).to.have.length(MOST_ALARMS)
      expect(kept.map(({ kind }) => kind)).to.include(`kind${'x'.repeat(MOST_ALARMS + 4)}`)
    })

    it('[A122] keeps an alarm that holds, however many begin and end meanwhile, and who has seen it', async () => {
      await log.note([alarm('refusals', 100)])
      const [{ id } = { id: '' }] = await log.list()
      await log.acknowledge(id, ANN)
      for (let turn = 0; turn < MOST_ALARMS + 5; turn += 5) {
        const brief = Array.from({ length: 5 }, (_, place) => alarm(`kind${'x'.repeat(turn + place)}`))
        await other.note([alarm('refusals', 100), ...brief])
      }
      const kept = await log.list()
      expect(kept).to.have.length(MOST_ALARMS)
      expect(kept.find(({ kind }) => kind === 'refusals')).to.deep.include({ id, most: 100 })
      expect(kept.find(({ kind }) => kind === 'refusals')?.seen?.by).to.equal(ANN)
    })

    it('[A123] keeps who has seen an alarm first, also when it goes on', async () => {
      await log.note([alarm('reports', 3, '192.0.2.0/24')])
      const [{ id } = { id: '' }] = await log.list()
      const both = await Promise.all([log.acknowledge(id, ANN), other.acknowledge(id, BOB)])
      expect(both.filter(Boolean)).to.have.length(1)
      await log.note([alarm('reports', 4, null)])
      const [span] = await other.list()
      expect(span).to.include({ id, most: 4 })
      expect(span?.seen?.by).to.equal(both[0] ? ANN : BOB)
      expect(span?.seen?.agoMs).to.be.within(0, 5_000)
      expect(await other.acknowledge(id, BOB)).to.equal(false)
      expect(await other.acknowledge('reports-1', BOB)).to.equal(false)
    })

    it('[A129] takes back that someone has seen an alarm, and nothing that another said', async () => {
      await log.note([alarm('reports', 3, '192.0.2.0/24')])
      const [{ id } = { id: '' }] = await log.list()
      await log.takeBack(id, ANN)
      await log.takeBack('reports-1', ANN)
      await log.acknowledge(id, ANN)
      await other.takeBack(id, BOB)
      expect((await log.list()).map(({ seen }) => seen?.by)).to.deep.equal([ANN])
      await other.takeBack(id, ANN)
      const [span, ...more] = await log.list()
      expect(more).to.deep.equal([])
      expect(span).to.include({ id, most: 3, network: '192.0.2.0/24', seen: null })
      expect(await other.acknowledge(id, BOB)).to.equal(true)
    })
  })
}
