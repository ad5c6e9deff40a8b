import { expect } from 'chai'
import { createReplayEvents } from '../../server/admin/replay-events.ts'
import type { Credential } from '../../server/passkeys/credential.ts'
import type { Asserted } from '../../shared/api.ts'
import { newContext } from '../support/new-context.ts'

const OPEN = {
  admin: true,
  passkey: { status: 'active', onProbation: false, undoableSince: null },
  open: true,
}

describe('sending a dead event again', () => {
  const replayWith = async (credential: Partial<Credential>) => {
    const replayed: unknown[] = []
    const replay = createReplayEvents({
      admins: { standings: async (ids) => new Map(ids.map((id) => [id, OPEN as never])) },
      stepUp: { finish: async () => ({ ok: true, credential: credential as Credential }) as never },
      events: {
        replay: async (id, { action }) => {
          replayed.push([id, action])
          return 1
        },
      },
    })
    const answer = await replay(
      { id: 's', accountId: 'a' } as never,
      { eventId: 'evt_1 webhook', stepUp: {} as Asserted },
      newContext(),
    )
    return { answer, replayed }
  }

  it('[N12] refuses a step-up with a young passkey', async () => {
    const active = { status: 'active', onProbation: false, undoableSince: null } as const
    expect(await replayWith({ ...active, onProbation: true })).to.deep.include({ replayed: [] })
    expect(await replayWith({ ...active, undoableSince: 1 })).to.deep.include({ replayed: [] })
    expect(await replayWith(active)).to.deep.equal({
      answer: { ok: true },
      replayed: [['evt_1 webhook', 'event-replayed']],
    })
  })
})
