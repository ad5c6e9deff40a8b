import { expect } from 'chai'
import { type FreezeEffect, whatAFreezeDoes } from '../../server/recovery/freezing.ts'
import { UNDO_MS } from '../../server/recovery/lifetimes.ts'
import { recoveryActions } from '../../server/recovery/recovery-actions.ts'
import type { AccountId, CredentialId, RecoveryId } from '../../shared/ids.ts'

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

describe('what freezing an arrival does', () => {
  for (const [before, pausedBy] of Object.entries(PAUSED))
    for (const [index, [who, by]] of Object.entries(ACTORS).entries()) {
      const effects = OUTWEIGHING[before as keyof typeof PAUSED]
      const effect = effects[index] ?? 'nothing'
      it(`[R23] [R25] two proofs, paused by ${before}: ${who} ${effect}`, () => {
        expect(whatAFreezeDoes({ createdAt: BEGUN, outweighs: true }, by, pausedBy)).to.equal(effect)
      })

      const alone = index < effects.length ? 'freezes' : 'nothing'
      it(`[A35] anything less, paused by ${before}: ${who} ${alone}`, () => {
        expect(whatAFreezeDoes({ createdAt: BEGUN, outweighs: false }, by, pausedBy)).to.equal(alone)
      })
    }
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
