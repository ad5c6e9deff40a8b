import { expect } from 'chai'
import { haveYoungTheirs, MOST_BY_YOUNG } from '../../server/passkeys/caps.ts'
import { areEnough } from '../../server/recovery/policy.ts'
import type { Proof, RecoveryFacts } from '../../server/recovery/recovery.ts'
import { createRegister, type RegisterDeps } from '../../server/recovery/register.ts'
import type { AccountId, CredentialId, RecoveryId, SessionId } from '../../shared/ids.ts'

const APPROVED: Proof = {
  method: 'pairing',
  at: 1,
  approval: { credentialId: 'a passkey' as CredentialId, sessionId: 'a session' as SessionId },
}
const UNAPPROVED: Proof = { ...APPROVED, approval: null }

describe('the proofs of a recovery', () => {
  const table: readonly [string, readonly Proof[], boolean][] = [
    ['none', [], false],
    ['an approval by a passkey of the account', [APPROVED], true],
    ['a proof in which no passkey of the account took part', [UNAPPROVED], false],
    ['two of those', [UNAPPROVED, UNAPPROVED], false],
    ['one of those and an approval', [UNAPPROVED, APPROVED], true],
  ]
  for (const [what, proofs, enough] of table)
    it(`[A116] are ${enough ? 'enough' : 'not enough'}: ${what}`, () => {
      expect(areEnough(proofs)).to.equal(enough)
    })

  it('[A116] are judged before anything is verified or stored', async () => {
    const facts: RecoveryFacts = {
      ...{ id: 'a recovery' as RecoveryId, accountId: 'an account' as AccountId, method: 'pairing' },
      ...{ proofs: [UNAPPROVED], retiredId: null, retireMode: null, endOtherSessions: false },
      requester: { device: 'Firefox on Linux', network: '192.0.2.0/24', place: null },
    }
    const register = createRegister({} as RegisterDeps)
    const registered = await register.finish(facts, 'a challenge', {} as never)
    expect(registered).to.deep.equal({ outcome: 'refused', code: 'not_now' })
  })

  it('[A117] of a recovery that no passkey approved count towards no limit of the young passkeys', () => {
    const young = { id: 'young' as CredentialId, status: 'active', createdAt: 2, undoableSince: 2 } as const
    const brought = (by: CredentialId | null) => Array.from({ length: MOST_BY_YOUNG }, () => ({ by }))
    expect(haveYoungTheirs([young], brought(null), young)).to.equal(false)
    expect(haveYoungTheirs([young], brought(young.id), young)).to.equal(true)
  })
})
