import { expect } from 'chai'
import { StoreAway } from '../../server/errors/store-away.ts'
import { MOST_OFFERS } from '../../server/passkeys/caps.ts'
import type { PendingChallenge } from '../../server/passkeys/challenge-store.ts'
import { memoryChallenges } from '../../server/stores/memory/challenges.ts'
import { rejection } from './eventually.ts'

const MINUTE = 60_000

describe('challenges in memory', () => {
  function heldChallenges(most: number) {
    let at = 1_000
    const away = () => Promise.reject(new StoreAway('sql'))
    const lasting = { put: away, take: async () => null, find: async () => null }
    const store = memoryChallenges({ challenges: lasting, now: async () => at }, most)
    const put = (id: string, changes: Partial<PendingChallenge> = {}) =>
      store.put(
        { id, ceremony: 'sign-in', challenge: id, sessionId: null, accountId: null, data: '', ...changes },
        MINUTE,
      )
    const left = async (...ids: string[]) => {
      const found = await Promise.all(ids.map((id) => store.find(id)))
      return found.flatMap((challenge) => challenge?.id ?? [])
    }
    const pass = (ms: number) => {
      at += ms
    }
    return { pass, store, put, left }
  }

  it('[K188] throw out the oldest challenge for one too many, and none of another ceremony', async () => {
    const { put, left } = heldChallenges(2)
    await put('freeze', { ceremony: 'freeze' })
    for (const id of ['first', 'second', 'third']) await put(id)
    expect(await left('freeze', 'first', 'second', 'third')).to.deep.equal(['freeze', 'second', 'third'])
  })

  it('[K188] hold nothing of challenges that ended, were taken, or made room', async () => {
    const { pass, store, put } = heldChallenges(20)
    const session = (sessionId: string) => ({ ceremony: 'step-up', sessionId }) as never
    for (let turn = 0; turn < 30; turn += 1) await put(`${turn}`, session(`${turn % 2}`))
    expect(store.held()).to.deep.equal({ challenges: 20, 'sessions with challenges': 2 })
    for (let turn = 1; turn < 30; turn += 2) await store.take(`${turn}`)
    expect(store.held()).to.deep.equal({ challenges: 10, 'sessions with challenges': 1 })
    pass(MINUTE)
    await put('new', session('new'))
    expect(store.held()).to.deep.equal({ challenges: 1, 'sessions with challenges': 1 })
  })

  it('[S143] throw out the oldest of a session for one too many, and none of another', async () => {
    const { put, left } = heldChallenges(100)
    const of = (sessionId: string, ceremony = 'step-up') => ({ ceremony, sessionId }) as never
    await put('other', of('theirs'))
    const own = Array.from({ length: MOST_OFFERS + 1 }, (_, turn) => `${turn}`)
    for (const id of own) await put(id, of('mine', Number(id) % 2 ? 'step-up' : 'add-passkey'))
    expect(await left('other', ...own)).to.deep.equal(['other', ...own.slice(1)])
  })

  it('[K189] leave invites in SQL', async () => {
    const { store, put } = heldChallenges(2)
    expect(await rejection(put('invite', { ceremony: 'invite' }))).to.be.instanceOf(StoreAway)
    expect(store.held().challenges).to.equal(0)
  })
})
