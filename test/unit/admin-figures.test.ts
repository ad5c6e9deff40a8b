import { expect } from 'chai'
import { createReadFigures, type FigureDeps } from '../../server/admin/figures.ts'
import { refusals } from '../../server/admin/minute-rows.ts'
import { type AlarmDeps, createReadAlarms } from '../../server/admin/read-alarms.ts'
import type { HotKey } from '../../server/limits/figures.ts'
import { BUDGETS, THRESHOLDS } from '../../server/limits/numbers.ts'
import type { NewLock } from '../../server/methods/pairing/risk/locks.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import type { VolatileStores } from '../../server/stores/volatile-stores.ts'
import type { AccountId, RecoveryId } from '../../shared/ids.ts'

const MINUTE = 60_000

describe('the figures of the console', () => {
  let now: number
  let stores: VolatileStores
  let asked: string[]
  beforeEach(() => {
    now = 1_000 * MINUTE
    stores = openMemory(() => now)
    asked = []
  })

  const read = (changes: Partial<Omit<FigureDeps & AlarmDeps, 'events'>> = {}) => {
    const { livePages, figures, locks, nodes } = stores
    const accounts = {
      findById: async (id: AccountId) => {
        asked.push(id)
        return id === 'gone' ? null : ({ name: `name of ${id}` } as never)
      },
    }
    const newness = () => Number.POSITIVE_INFINITY
    const proxyCheck = { hiddenBy: () => null }
    const events = { dead: async () => ({ all: 0, newest: [] }), note: async () => {} }
    const alarms = { ...stores, newness, proxyCheck, events, limits: {}, ...changes }
    return createReadFigures({
      readAlarms: createReadAlarms(alarms),
      livePages,
      figures,
      locks,
      nodes,
      events,
      ownNode: 'own',
      accounts,
      warnings: { list: () => [] },
      limits: {},
      ...changes,
    })
  }
  const lock = (id: string, locked: NewLock['locked'], ttlMs = MINUTE) =>
    stores.locks.add(
      { id, subjects: [id], locked, reason: 'two-pages', recoveryId: 'p' as RecoveryId },
      ttlMs,
    )
  const hot = (key: string): HotKey => ({
    rule: 'wrong-pin',
    key,
    shown: '192.0.2.0/24',
    spent: 5,
    points: 5,
    endsInMs: MINUTE,
  })

  it('[D16] show few keys of one limit, so that those of another are not pushed off', async () => {
    const flood = Array.from({ length: 60 }, (_, place) => ({
      ...hot(`flood${place}`),
      rule: 'opening-browser',
      spent: 500,
    }))
    await stores.figures.add({}, [...flood, hot('guesser1')])
    const { hotKeys } = await read()()
    expect(hotKeys.filter(({ budget }) => budget === 'opening-browser')).to.have.length(10)
    expect(hotKeys.map(({ key }) => key)).to.include('guesser1')
  })

  it('are all there when nothing has happened', async () => {
    const figures = await read()()
    expect(figures).to.deep.include({
      livePages: 0,
      mostLivePages: 20_000,
      minutes: [],
      alarms: [],
      warnings: [],
      locks: [],
    })
    expect(figures.byState).to.deep.equal({ open: 0, claimed: 0, matched: 0, approved: 0 })
  })

  it('have what was counted in the words of the page, and no word that is not of it', async () => {
    await stores.figures.add(
      {
        'state.open': 7,
        'claim.single': 3,
        'dual.same-network': 2,
        'dual.pin-way': 1,
        'end.denied': 1,
        'state.done': 2,
        'refused.opening-wide': 4,
        'wait.server_full': 5,
        'wait.locked': 1,
        'wait.rate_limited': 9,
        'refuse.name_required': 6,
        'lock.second-claimant': 1,
        'wrong-pin': 8,
        'code-reuse': 1,
        'dual.made-up': 99,
        'state.claimed': 3,
      },
      [],
    )
    const { minutes } = await read()()
    expect(minutes).to.deep.equal([
      {
        agoMs: 0,
        opened: 7,
        single: 3,
        dual: { 'same-network': 2, 'pin-way': 1 },
        ended: { denied: 1 },
        done: 2,
        refused: { 'opening-wide': 4, server_full: 5, locked: 1, name_required: 6 },
        locks: { 'second-claimant': 1 },
        wrongPins: 8,
        codeReuse: 1,
      },
    ])
  })

  it('have every limit as LIMITS has set it', async () => {
    const { budgets } = await read({ limits: { opening: 60, 'live-per-deployment': 2_000 } })()
    const row = (name: string) => budgets.find((one) => one.name === name)
    for (const name of [...Object.keys(BUDGETS), ...Object.keys(THRESHOLDS)])
      expect(row(name)?.why, name).to.be.a('string')
    expect(row('opening')).to.include({ points: 60, windowMs: MINUTE, per: 'network' })
    expect(row('opening-wide')).to.include({ points: 300, windowMs: MINUTE, per: 'IPv6 /48' })
    expect(row('live-per-deployment')).to.include({ points: 2_000, windowMs: 0 })
  })

  it('have what each limit refused, in the last minute and the last hour', async () => {
    await stores.figures.add({ 'refused.opening': 10, 'wait.server_full': 3 }, [])
    now += 30 * MINUTE
    await stores.figures.add({ 'refused.opening': 4, 'refused.live-per-network': 2 }, [])
    const { budgets } = await read()()
    const row = (name: string) => budgets.find((one) => one.name === name)
    expect(row('opening')).to.include({ refusedLastMinute: 4, refusedLastHour: 14 })
    expect(row('live-per-network')).to.include({ refusedLastMinute: 2, refusedLastHour: 2 })
    expect(row('live-per-deployment')).to.include({ refusedLastMinute: 0, refusedLastHour: 3 })
    expect(row('claim')).to.include({ refusedLastMinute: 0, refusedLastHour: 0 })
  })

  it('count as the last minute the running one and, in proportion, the one before', () => {
    const row = (agoMs: number) => ({ agoMs, refused: { claim: 60 } }) as never
    expect(refusals([row(15_000), row(75_000), row(135_000)], 'claim').refusedLastMinute).to.equal(60 + 45)
    expect(refusals([row(119_999)], 'claim').refusedLastMinute).to.equal(0)
  })

  it('[D14] show eight characters of a key and no more, whatever the store holds', async () => {
    await stores.figures.add({}, [hot('ABCDEFGHIJKLMNOPQRSTUV')])
    const figures = await read()()
    expect(figures.hotKeys).to.deep.equal([
      {
        budget: 'wrong-pin',
        key: 'ABCDEFGH',
        network: '192.0.2.0/24',
        spent: 5,
        points: 5,
        endsInMs: MINUTE,
      },
    ])
    expect(JSON.stringify(figures)).not.to.include('IJKLMNOP')
  })

  it('name the account of a lock, and what a page says it is', async () => {
    await lock('one', { kind: 'account', accountId: 'ann' as AccountId })
    await lock('two', { kind: 'page', device: 'Chrome on Windows', network: '192.0.2.0/24' }, 2 * MINUTE)
    await lock('three', { kind: 'account', accountId: 'gone' as AccountId }, 1_000)
    const { locks } = await read()()
    const rest = { reason: 'two-pages' }
    expect(locks).to.deep.equal([
      { id: 'one', kind: 'account', who: 'name of ann', network: null, leftMs: MINUTE, ...rest },
      { id: 'three', kind: 'account', who: 'an account that is gone', network: null, leftMs: 1_000, ...rest },
      {
        ...{ id: 'two', kind: 'page', who: 'Chrome on Windows', network: '192.0.2.0/24' },
        ...{ leftMs: 2 * MINUTE, ...rest },
      },
    ])
  })

  it('show a locked account, however many pages a stranger has locked after it', async () => {
    await lock('victim', { kind: 'account', accountId: 'ann' as AccountId })
    for (let page = 0; page < 400; page += 1)
      await lock(`page ${page}`, { kind: 'page', device: 'Chrome', network: '192.0.2.0/24' }, 2 * MINUTE)
    const { locks } = await read()()
    expect(locks).to.have.length(100)
    expect(locks[0]?.who).to.equal('name of ann')
  })

  it('ask for the name of a locked account once, and again when it is locked anew', async () => {
    const figures = read()
    await lock('one', { kind: 'account', accountId: 'ann' as AccountId })
    await figures()
    await figures()
    expect(asked).to.deep.equal(['ann'])
    await stores.locks.release('one')
    await figures()
    await lock('two', { kind: 'account', accountId: 'ann' as AccountId })
    await figures()
    expect(asked).to.deep.equal(['ann', 'ann'])
  })

  it('[A122] have an alarm on their timeline when it is over, and the name of the admin who saw it', async () => {
    const figures = read()
    const source = { measure: 'refused', network: '192.0.2.0/24', count: 90 } as const
    await stores.figures.add({ 'refused.look': 120 }, [], { totals: { refused: 120 }, sources: [source] })
    const during = await figures()
    expect(during.status).to.equal('contained')
    const [span] = during.timeline
    expect(span).to.include({ kind: 'refusals', most: 120, network: '192.0.2.0/24', over: false, seen: null })
    await stores.alarmLog.acknowledge(span?.id ?? '', 'ann' as AccountId)
    now += 20 * MINUTE
    const after = await figures()
    expect([after.status, after.alarms]).to.deep.equal(['quiet', []])
    expect(after.timeline).to.deep.equal([
      {
        ...{ id: span?.id, kind: 'refusals', most: 120, network: '192.0.2.0/24', over: true },
        ...{ beganAgoMs: 20 * MINUTE, lastAgoMs: 20 * MINUTE },
        seen: { by: 'name of ann', agoMs: 20 * MINUTE },
      },
    ])
  })

  it('tell of each node whether it is silent or has lost the database', async () => {
    const word = (id: string, sql = true) => ({ id, host: 'one', version: '0.1.0', upMs: 5, sql })
    await stores.nodes.beat(word('silent'))
    now += 36_000
    await stores.nodes.beat(word('own'))
    await stores.nodes.beat(word('lost', false))
    const { nodes, status } = await read()()
    expect(nodes.map(({ id, silent, sql, own }) => [id, silent, sql, own])).to.deep.equal([
      ['silent', true, true, false],
      ['own', false, true, true],
      ['lost', false, false, false],
    ])
    expect(status).to.equal('look')
  })

  it('raise the alarms of a hidden network and of a new store', async () => {
    const figures = read({ proxyCheck: { hiddenBy: () => '10.0.0.0/24' }, newness: () => 1_000 })
    expect((await figures()).alarms.map(({ kind }) => kind)).to.deep.equal(['hidden-network', 'new-store'])
  })
})
