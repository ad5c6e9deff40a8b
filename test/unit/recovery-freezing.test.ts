import { expect } from 'chai'
import { type FreezeEffect, tieBefore, whatAFreezeDoes } from '../../server/recovery/freezing.ts'
import { UNDO_MS } from '../../server/recovery/lifetimes.ts'
import type { ProvenBy } from '../../server/recovery/policy.ts'
import { recoveryActions } from '../../server/recovery/recovery-actions.ts'
import type { AccountId, CredentialId, RecoveryId } from '../../shared/ids.ts'
import { around, DAY, proof } from './recovery-policy/proofs.ts'

const BEGUN = 10 * UNDO_MS
const key = (id: string, createdAt: number) => ({ id: id as CredentialId, createdAt })
/** From before, and just not so: with one passkey, anybody can make the other. */
const SETTLED = BEGUN - UNDO_MS - 1
const ACTORS = {
  'a settled one': key('own', SETTLED),
  'one made in the week before': key('own', SETTLED + 1),
  'one as old as the arrival': key('own', BEGUN),
  'a younger one': key('own', BEGUN + 1),
}
const PAUSED = {
  nobody: [],
  itself: [key('own', SETTLED)],
  'another settled one': [key('other', SETTLED)],
  'another made in the week before': [key('other', SETTLED + 1)],
  'itself and another settled one': [key('own', SETTLED), key('other', SETTLED)],
}

/** What freezing does by how old the passkey is and who paused before, where two proofs brought the new passkey. */
const OUTWEIGHING: Readonly<
  Record<keyof typeof PAUSED, readonly [settled: FreezeEffect, lately: FreezeEffect]>
> = {
  nobody: ['pauses', 'pauses'],
  itself: ['nothing', 'nothing'],
  'another settled one': ['freezes', 'nothing'],
  'another made in the week before': ['nothing', 'nothing'],
  'itself and another settled one': ['freezes', 'nothing'],
}

const OUTWEIGHS = { createdAt: BEGUN, outweighs: true }

describe('what freezing an arrival does', () => {
  for (const [before, pausedBy] of Object.entries(PAUSED))
    for (const [index, [who, by]] of Object.entries(ACTORS).entries()) {
      const effects = OUTWEIGHING[before as keyof typeof PAUSED]
      const effect = effects[index] ?? 'nothing'
      it(`[R23] [R25] two proofs, paused by ${before}: ${who} ${effect}`, () => {
        expect(whatAFreezeDoes({ ...OUTWEIGHS, tieBefore: BEGUN - UNDO_MS }, by, pausedBy)).to.equal(effect)
      })

      const alone = index < effects.length ? 'freezes' : 'nothing'
      it(`[A35] anything less, paused by ${before}: ${who} ${alone}`, () => {
        expect(whatAFreezeDoes({ ...OUTWEIGHS, outweighs: false, tieBefore: null }, by, pausedBy)).to.equal(
          alone,
        )
      })
    }
})

describe('which passkeys are a tie with two proofs', () => {
  const code = proof('backup-code')
  const at = (proofs: readonly ProvenBy[], begunAt: number, stopped: readonly number[] = []) =>
    tieBefore(
      around(proofs, { begunAt }),
      stopped.map((createdAt) => ({ createdAt })),
    )

  it('[R25] those that were made a week before it began', () => {
    expect(at([code, proof('email')], BEGUN)).to.equal(BEGUN - UNDO_MS)
    expect(at([code, proof('assisted')], BEGUN)).to.equal(BEGUN - UNDO_MS)
    expect(at([code, proof('operator')], BEGUN)).to.equal(BEGUN - UNDO_MS)
  })

  it('[R63] none, if the operator decides one', () => {
    expect(at([code, proof('operator-decision')], BEGUN)).to.equal(null)
    const decided = { ...OUTWEIGHS, tieBefore: null }
    const effects = Object.values(PAUSED).map((pausedBy) =>
      whatAFreezeDoes(decided, ACTORS['a settled one'], pausedBy),
    )
    expect(effects).to.deep.equal(['pauses', 'nothing', 'nothing', 'nothing', 'nothing'])
  })

  it('[R64] a week before the first of the recoveries that were stopped, each within 14 days of the next', () => {
    const times = [1, 13, 14, 14, 30].map((days) => days * DAY)
    const begun = [...times.keys()].map(
      (index) => BEGUN - times.slice(0, index + 1).reduce((a, b) => a + b, 0),
    )
    const proofs = [code, proof('email')]
    expect(at(proofs, BEGUN, begun)).to.equal(begun[3]! - UNDO_MS)
    expect(at(proofs, BEGUN, begun.toReversed())).to.equal(begun[3]! - UNDO_MS)
    expect(at(proofs, BEGUN, begun.slice(1))).to.equal(begun[3]! - UNDO_MS)
    expect(at(proofs, BEGUN, begun.slice(2))).to.equal(BEGUN - UNDO_MS)
    // What began later has no say.
    expect(at(proofs, BEGUN, [BEGUN + 1])).to.equal(BEGUN - UNDO_MS)
  })
})

describe('who confirms that an arrival is undone', () => {
  it('[R22] no passkey that its proofs outweigh, which is told why', async () => {
    const [accountId, recoveryId] = ['account' as AccountId, 'recovery' as RecoveryId]
    const verdict = async (outweighs: boolean) => {
      const found = { id: recoveryId, accountId, createdAt: BEGUN, outweighs }
      const actions = recoveryActions({ find: async () => found as never })
      const account = { accountId, find: () => null }
      const undo = { do: 'undo-recovery', recoveryId, restoreRetired: false } as const
      const may = await actions['undo-recovery'].mayConfirm(undo, account)
      return may({ ...key('own', SETTLED), status: 'active' } as never)
    }
    expect(await verdict(true)).to.equal('outweighed')
    expect(await verdict(false)).to.equal(true)
  })
})
