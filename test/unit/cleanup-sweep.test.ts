import { mock } from 'node:test'
import { expect } from 'chai'
import { StoreAway } from '../../server/errors/store-away.ts'
import { keepClean } from '../../server/standalone/cleanup.ts'
import { createSweep, type SweepDeps } from '../../server/standalone/sweep.ts'
import { careful } from '../support/careful.ts'

/** What runs, in its order. */
const STEPS = [
  'recoveries.sweep',
  'acts.carryOut',
  'slowRecoveries.sweep',
  'backupCodes.carryOut',
  'addresses.carryOut',
  'methodSwitches.carryOut',
  'accounts.changes.carryOut',
  'contacts.carryOut',
  'outbox.giveUpLate',
  'events.endLate',
] as const

describe('the sweep', () => {
  /** All of SQL that it uses. `breaks` says which steps fail, and with what. */
  function sweeping(breaks: (step: string) => Error | null, late = 0) {
    const ran: string[] = []
    const warned: string[] = []
    const step = (name: (typeof STEPS)[number]) => async () => {
      ran.push(name)
      const err = breaks(name)
      if (err) throw err
      if (name === 'outbox.giveUpLate' || name === 'events.endLate') return late
      return name === 'recoveries.sweep' ? { unproven: 0, abandoned: 0, retired: 0 } : []
    }
    const sql = {
      recoveries: { sweep: step('recoveries.sweep') },
      acts: { carryOut: step('acts.carryOut') },
      slowRecoveries: { sweep: step('slowRecoveries.sweep') },
      backupCodes: { carryOut: step('backupCodes.carryOut') },
      addresses: { carryOut: step('addresses.carryOut') },
      methodSwitches: { carryOut: step('methodSwitches.carryOut') },
      accounts: { changes: { carryOut: step('accounts.changes.carryOut') } },
      contacts: { carryOut: step('contacts.carryOut') },
      outbox: { giveUpLate: step('outbox.giveUpLate') },
      events: { endLate: step('events.endLate') },
      forget: async () => {},
    } as unknown as Parameters<typeof keepClean>[0]['sql']
    const announcer = { sessionsEnded() {}, accountChanged() {} }
    const log = { info() {} } as unknown as SweepDeps['log']
    const warnings = { begin: (kind: string) => void warned.push(kind), end() {} }
    return { ran, warned, deps: { sql, announcer, warnings, log } }
  }

  it('[M47] [N19] warns of mails and events that ran out of time, and of none where there are none', async () => {
    const late = sweeping(() => null, 2)
    await createSweep(late.deps)()
    expect(late.warned).to.deep.equal(['mail-given-up', 'events-dead'])
    const none = sweeping(() => null)
    await createSweep(none.deps)()
    expect(none.warned).to.deep.equal([])
  })

  for (const broken of STEPS) {
    it(`[A159] does all the rest where ${broken} fails, and tells of that`, async () => {
      const err = new Error('a table that is locked')
      const { ran, deps } = sweeping((name) => (name === broken ? err : null))
      const ended = await createSweep(deps)().then(
        () => null,
        (thrown: unknown) => thrown,
      )
      expect(ran).to.deep.equal(STEPS)
      expect(ended).to.equal(err)
    })
  }

  it('warns once of a store that is away, however many steps that stops', async () => {
    const { ran, deps } = sweeping(() => new StoreAway('sql'))
    const warned: string[] = []
    mock.timers.enable({ apis: ['setTimeout'] })
    const stop = keepClean({
      ...{ ...deps, careful },
      retention: { auditMs: 1 },
      warnings: {
        begin: (kind: string) => void warned.push(kind),
        end: () => {},
      } as unknown as Parameters<typeof keepClean>[0]['warnings'],
    })
    try {
      mock.timers.tick(60_000)
      await new Promise((resolve) => setImmediate(resolve))
    } finally {
      stop()
      mock.timers.reset()
    }
    expect(ran).to.deep.equal(STEPS)
    expect(warned).to.deep.equal(['cleanup'])
  })
})
