import { expect } from 'chai'
import { createOwnContacts } from '../../server/methods/contacts/own-contacts.ts'
import type { Session } from '../../server/sessions/session.ts'

const session = { id: 'a session', accountId: 'an account' } as unknown as Session

describe('what a session alone does about contacts', () => {
  function setUp({ allowed = true, changed = true } = {}) {
    const done: string[] = []
    const own = createOwnContacts({
      setting: 'user',
      store: {
        refuseAll: async () => {
          done.push('stored')
          return changed
        },
      },
      guard: { sessionAlone: async () => (allowed ? { allowed } : { allowed, retryAfterMs: 7 }) },
      announcer: { accountChanged: (id: string) => void done.push(`told ${id}`) },
    } as never)
    return { own, done }
  }

  it('[A168] is told to the open devices only if it changed something', async () => {
    for (const changed of [true, false]) {
      const { own, done } = setUp({ changed })
      expect(await own.refuseAll(session, true)).to.deep.equal({ ok: true })
      expect(done).to.deep.equal(changed ? ['stored', 'told an account'] : ['stored'])
    }
  })

  it('[A167] is counted before anything is looked at', async () => {
    const { own, done } = setUp({ allowed: false })
    const refused = { ok: false, code: 'rate_limited', retryAfterMs: 7 }
    expect(await own.refuseAll(session, true)).to.deep.equal(refused)
    expect(await own.decline(session, 'a contact')).to.deep.equal(refused)
    expect(done).to.deep.equal([])
  })
})
