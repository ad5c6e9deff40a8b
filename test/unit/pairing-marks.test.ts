import { expect } from 'chai'
import { StoreAway } from '../../server/errors/store-away.ts'
import { RISK } from '../../server/limits/numbers.ts'
import { createDecide } from '../../server/methods/pairing/decide.ts'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import type { Pairing } from '../../server/methods/pairing/machine.ts'
import type { PairingStore } from '../../server/methods/pairing/pairing-store.ts'
import { createMarkContention } from '../../server/methods/pairing/risk/contention.ts'
import { createFoundMarks } from '../../server/methods/pairing/risk/found-marks.ts'
import { createLockSubjects } from '../../server/methods/pairing/risk/lock-subjects.ts'
import type { Marks } from '../../server/methods/pairing/risk/marks.ts'
import type { RiskSettings } from '../../server/methods/pairing/risk/policy.ts'
import { createPairingSecrets } from '../../server/methods/pairing/secrets.ts'
import { createTell } from '../../server/methods/pairing/tell.ts'
import { createKeys } from '../../server/secrets/keys.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import { seenMarks } from '../contract/looking-around.ts'
import { matched, open, SOON } from '../support/pairing-records.ts'

const NOT_ME = { type: 'new-code', pinHash: null } as const

const DUAL: RiskSettings = {
  dualPin: 'adaptive',
  onContention: 'dual-pin',
  lockOn: 'claims',
  lockMs: 3_600_000,
  busyPages: 5,
  busyOpenings: 10,
}

const secrets = createPairingSecrets(createKeys('a secret that only these tests know'))

/** A matched pairing in stores of its own, of which some may be others. */
async function scene(instead: { marks?: Marks; replace?: PairingStore['replace'] } = {}) {
  const stores = openMemory(() => SOON)
  await stores.pairings.create(open, LIFETIMES.whole)
  await stores.pairings.replace(
    matched,
    { version: open.version, until: Number.POSITIVE_INFINITY },
    LIFETIMES.whole,
  )
  const announced: string[] = []
  const { marks = stores.marks, replace = stores.pairings.replace } = instead
  const { livePages, locks } = stores
  const lock = createLockSubjects({ locks, secrets })
  const tell = { livePages, lives: LIFETIMES, tally: { count: () => {} } }
  const decide = createDecide({
    pairings: { ...stores.pairings, replace },
    // Nothing here was approved, so nobody asks SQL.
    ledger: null as never,
    lives: LIFETIMES,
    markContention: createMarkContention({ marks, lock, risk: DUAL, secrets }),
    tell: createTell({ ...tell, show: ({ pairing }) => void announced.push(pairing.id) }),
  })
  const stored = async () => (await stores.pairings.load(open.id)).pairing as Pairing
  return { decide, stores, stored, announced }
}

describe('marks of contention', () => {
  it('are set before the record is written: without its mark, a claim is not ended', async () => {
    const away: Marks = { set: () => Promise.reject(new StoreAway('memory')) }
    const { decide, stored, announced } = await scene({ marks: away })
    const failure = await decide(open.id, NOT_ME).catch((error: unknown) => error)
    expect(failure).to.be.instanceOf(StoreAway)
    expect(await stored()).to.deep.equal(matched)
    expect(announced).to.deep.equal([])
  })

  it('stand when the write fails, so that the next claim is dual', async () => {
    const replace = () => Promise.reject(new StoreAway('memory'))
    const { decide, stores } = await scene({ replace })
    await decide(open.id, NOT_ME).catch(() => {})
    expect(await seenMarks(stores).read([`browser:${matched.browser}`])).to.deep.equal(['not-me'])
  })

  it('[L16] end ten minutes after what was found first: being found again prolongs nothing', async () => {
    let now = 0
    const marks = seenMarks(openMemory(() => now))
    const found = createFoundMarks({ marks, secrets })
    for (const minute of [0, 4, 9]) {
      now = minute * 60_000
      await found.set(['browser:a'], await marks.read(['browser:a']), ['same-network'])
    }
    now = RISK.mark - 1
    expect(await marks.read(['browser:a'])).to.deep.equal(['same-network'])
    now = RISK.mark
    expect(await marks.read(['browser:a'])).to.deep.equal([])
  })
})
