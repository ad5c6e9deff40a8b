import { expect } from 'chai'
import { pino } from 'pino'
import { StoreAway } from '../../server/errors/store-away.ts'
import type { Credential } from '../../server/passkeys/credential.ts'
import { createProve, type ProveDeps } from '../../server/recovery/prove.ts'
import type { Proof, Recovery } from '../../server/recovery/recovery.ts'
import type { CredentialId, SessionId } from '../../shared/ids.ts'

const APPROVER = 'the passkey that approved' as CredentialId
const approval = { credentialId: APPROVER, sessionId: 'a session' as SessionId }
const where = { device: 'Firefox on Linux', network: '192.0.2.0/24' }

describe('a recovery that is proven', () => {
  /** What is counted and what is told, in order. */
  async function proven(method: string, proof: Pick<Proof, 'approval'>, count = async () => {}) {
    const done: string[] = []
    const recovery = { method, proofs: [{ method, at: 1, ...proof }] } as unknown as Recovery
    const prove = createProve({
      ledger: { prove: async () => ({ recovery, endedSessions: [] }) },
      announcer: { sessionsEnded: () => {}, accountChanged: () => {} } as unknown as ProveDeps['announcer'],
      methods: [{ id: 'pairing', proven: async () => void done.push('told') }],
      guard: {
        recoveryDone: async (by) => {
          done.push(by)
          await count()
        },
      },
      log: pino({ level: 'silent' }),
      level: 'hold',
    })
    expect(await prove({} as Credential, where)).to.have.property('recovery', recovery)
    return done
  }

  it('[K118] counts towards the passkey that approved it, by whatever method', async () => {
    expect(await proven('pairing', { approval })).to.have.members(['told', APPROVER])
    expect(await proven('another', { approval })).to.deep.equal([APPROVER])
  })

  it('[K118] counts towards no passkey if none approved it', async () => {
    expect(await proven('pairing', { approval: null })).to.deep.equal(['told'])
  })

  it('[K118] is proven all the same if the limiter is away, and its method is told', async () => {
    const away = () => Promise.reject(new StoreAway('redis'))
    expect(await proven('pairing', { approval }, away)).to.have.members(['told', APPROVER])
  })
})
