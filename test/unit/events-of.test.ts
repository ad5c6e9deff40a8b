import { expect } from 'chai'
import type { AuditEntry } from '../../server/audit/audit-entry.ts'
import { EVENTS, type EventType } from '../../server/site-events/event-types.ts'
import { eventsOf } from '../../server/site-events/events-of.ts'
import { AUDIT_ACTIONS, type AuditAction } from '../../shared/audit.ts'
import type { AccountId, CredentialId, RecoveryId, SessionId } from '../../shared/ids.ts'

const ACTIONS = Object.keys(AUDIT_ACTIONS) as AuditAction[]
/** Written in a way that is found again wherever it gets. */
const PRIVATE = ['a session', 'a device', '192.0.2.0/24', 'a***@example.com']

const entry = (action: AuditAction, more: Partial<AuditEntry> = {}): AuditEntry => ({
  action,
  accountId: 'account' as AccountId,
  sessionId: 'a session' as SessionId,
  credentialId: 'passkey' as CredentialId,
  recoveryId: 'recovery' as RecoveryId,
  device: 'a device',
  network: '192.0.2.0/24',
  ...more,
})
const typesOf = (action: AuditAction, more?: Partial<AuditEntry>) =>
  eventsOf(entry(action, more)).map(({ type }) => type)

describe('the events of an audit entry', () => {
  it('have exactly the fields of their type, and concern the account of the entry', () => {
    const all = ACTIONS.flatMap((action) => eventsOf(entry(action, { detail: 'word' })))
    expect(all).to.have.length.above(30)
    for (const { type, accountId, says } of all) {
      expect(Object.keys(says), type).to.have.members([...EVENTS[type]])
      expect(accountId).to.equal('account')
    }
  })

  it('cover every type but alarms, which no entry is about', () => {
    const details = ['denied', 'now', 'word']
    const proofs = [
      { first: true, until: 1 },
      { first: false, until: null },
    ]
    const found = ACTIONS.flatMap((action) =>
      details.flatMap((detail) => proofs.flatMap((proof) => typesOf(action, { detail, proof }))),
    )
    const types = Object.keys(EVENTS) as EventType[]
    expect([...new Set(found)]).to.have.members(types.filter((type) => type !== 'alarm.raised'))
  })

  it('[N13] say nothing of session, device, network or address', () => {
    const addresses = ACTIONS.filter((action) => action.startsWith('address-'))
    const all = [
      ...ACTIONS.flatMap((action) => eventsOf(entry(action))),
      ...addresses.flatMap((action) => eventsOf(entry(action, { detail: 'a***@example.com' }))),
    ]
    for (const event of all)
      for (const secret of PRIVATE) expect(JSON.stringify(event)).not.to.include(secret)
  })

  it('tell a recovery that begins from one that gets another proof, and until when it waits', () => {
    const until = Date.UTC(2030, 0, 2)
    const first = entry('recovery-proof-added', { detail: 'email', proof: { first: true, until } })
    expect(eventsOf(first).map(({ type, says }) => ({ type, says }))).to.deep.equal([
      { type: 'recovery.begun', says: { recoveryId: 'recovery', method: 'email' } },
      { type: 'recovery.on_hold', says: { recoveryId: 'recovery', until: '2030-01-02T00:00:00.000Z' } },
    ])
    expect(typesOf('recovery-proof-added', { proof: { first: false, until: null } })).to.deep.equal([
      'recovery.proof_added',
    ])
    expect(eventsOf(entry('pairing-claimed', { detail: 'qr' }))[0]?.says).to.deep.equal({
      recoveryId: 'recovery',
      method: 'pairing',
    })
  })

  it('tell a veto from other ends, and codes that count now from those that wait', () => {
    expect(typesOf('recovery-ended', { detail: 'denied' })).to.deep.equal(['recovery.vetoed'])
    expect(typesOf('recovery-ended', { detail: 'moved' })).to.deep.equal(['recovery.ended'])
    expect(typesOf('backup-codes-made', { detail: 'now' })).to.deep.equal(['method.on'])
    expect(typesOf('backup-codes-made', { detail: 'later' })).to.deep.equal(['method.on_scheduled'])
  })
})
