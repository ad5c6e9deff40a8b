import { expect } from 'chai'
import { parseReason } from '../../server/admin/reason.ts'
import { createReleaseLock, type ReleaseLockDeps } from '../../server/admin/release-lock.ts'
import type { AuditEntry } from '../../server/audit/audit-entry.ts'
import { StoreAway } from '../../server/errors/store-away.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import type { AccountId, RecoveryId, SessionId } from '../../shared/ids.ts'
import { newContext } from '../support/new-context.ts'

describe('the reason of an admin', () => {
  const good = ['abc', ' abc ', 'x'.repeat(200), '🔑🔑🔑', 'Ann’s own phone <b>, =HYPERLINK("x")']
  for (const reason of good) {
    it(`may be ${JSON.stringify(reason).slice(0, 40)}`, () => {
      expect(parseReason(reason)).to.equal(reason.trim())
    })
  }

  const lengths: Record<string, string> = {
    nothing: '',
    'two characters': 'ab',
    'two characters and blanks': '  ab  ',
    '201 characters': 'x'.repeat(201),
  }
  for (const [what, reason] of Object.entries(lengths)) {
    it(`is not ${what}`, () => {
      expect(parseReason(reason)).to.equal(null)
    })
  }

  const hidden: Record<string, string> = {
    'a line break': 'abc\nadmin-granted',
    'a carriage return': 'abc\rdef',
    'a NUL': 'abc\0def',
    'an escape sequence': 'abc\u001b[31mdef',
    'a turn of direction': 'abc\u202edef',
    'an invisible joiner': 'abc\u200bdef',
    'a line separator': 'abc\u2028def',
    'half a character': 'abc\ud800def',
    'a C1 control': 'abc\u0085def',
  }
  for (const [what, reason] of Object.entries(hidden)) {
    it(`[D7] has not ${what} in it`, () => {
      expect(parseReason(reason)).to.equal(null)
    })
  }
})

describe('releasing a lock', () => {
  const accountId = 'victim' as AccountId
  const session = { id: 'session' as SessionId, accountId: 'admin' as AccountId } as never
  const context = newContext()
  const request = { lockId: 'lock', reason: 'It was a mix-up', stepUp: {} as never }

  it('[D10] [A160] does not happen while it cannot be written down: the lock stays for as long as it had', async () => {
    let now = 0
    const { locks } = openMemory(() => now)
    const lock = {
      id: 'lock',
      subjects: ['account:victim'],
      reason: 'two-pages',
      recoveryId: 'p' as RecoveryId,
    }
    await locks.add({ ...lock, locked: { kind: 'account', accountId } }, 60_000)
    now += 20_000
    const deps: ReleaseLockDeps = {
      admins: {
        standings: async ([id]) => new Map([[id!, { admin: true, passkey: null, open: true }]]),
      },
      stepUp: {
        finish: async () => ({
          ok: true,
          credential: { status: 'active', onProbation: false, undoableSince: null } as never,
          beganAt: 0,
        }),
      },
      locks,
      audit: { append: () => Promise.reject(new StoreAway('sql')) },
      announcer: { accountChanged: () => expect.fail('nothing changed') },
    }
    const refused = await createReleaseLock(deps)(session, request, context).catch((error: unknown) => error)
    expect(refused).to.be.instanceOf(StoreAway)
    expect(await locks.leftMs(['account:victim'])).to.equal(40_000)
    expect(await locks.list(9)).to.have.length(1)

    const written: AuditEntry[] = []
    const audit = { append: async (entry: AuditEntry) => void written.push(entry) }
    const done = { ...deps, audit, announcer: { accountChanged: () => {} } }
    expect(await createReleaseLock(done)(session, request, context)).to.deep.equal({ ok: true })
    expect(await locks.leftMs(['account:victim'])).to.equal(0)
    // [A160]: what the admin wrote goes with the account that it is about.
    expect(written.map(({ accountId: whose, aboutId }) => [whose, aboutId])).to.deep.equal([
      ['admin', 'victim'],
      ['victim', undefined],
    ])
  })
})
