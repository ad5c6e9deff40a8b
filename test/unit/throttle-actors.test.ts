import { expect } from 'chai'
import type { Actor } from '../../server/limits/actor-budgets.ts'
import { createGuard, type Guard } from '../../server/limits/guard.ts'
import type { Limiter } from '../../server/limits/limiter.ts'
import { limitsOf } from '../../server/limits/numbers.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import { newActor, sessionOf } from '../support/new-actor.ts'

describe('the guard on sessions and passkeys', () => {
  let limiter: Limiter
  let guard: Guard
  const ann = newActor()
  const other = sessionOf(ann)
  const ben = newActor()
  beforeEach(() => {
    limiter = openMemory().limiter
    guard = createGuard({
      limiter,
      perNode: openMemory().limiter,
      tag: (_kind, text) => `tag of ${text}`,
      newness: () => Number.POSITIVE_INFINITY,
      tally: { count: () => {}, spending: () => {} },
    })
  })

  async function allowed(times: number, ask: () => Promise<{ allowed: boolean }>): Promise<number> {
    const verdicts = await Promise.all(Array.from({ length: times }, ask))
    return verdicts.filter((verdict) => verdict.allowed).length
  }

  it('[K110] lets 3 of 100 parallel tries of a session be compared, and 5 of its passkey', async () => {
    expect(await allowed(100, () => guard.wrongPin(ann))).to.equal(3)
    expect(await allowed(100, () => guard.wrongPin(other))).to.equal(2)
    expect(await allowed(1, () => guard.wrongPin(sessionOf(ann)))).to.equal(0)
    expect(await allowed(1, () => guard.wrongPin(ben))).to.equal(1)
  })

  it('[L55] what a session is refused costs its passkey nothing', async () => {
    await allowed(100, () => guard.claim(ann))
    await allowed(100, () => guard.wrongPin(ann))
    expect(await allowed(20, () => guard.claim(other))).to.equal(5)
    expect(await allowed(20, () => guard.wrongPin(other))).to.equal(2)
  })

  it('[L56] a session does not pay for what others have spent of its passkey', async () => {
    const [own, ...others] = [ann, sessionOf(ann), sessionOf(ann)]
    for (const other of others) await allowed(5, () => guard.claim(other))
    for (let time = 0; time < 20; time += 1) expect((await guard.claim(own)).allowed).to.equal(false)
    await limiter.clear(limitsOf().claim, `tag of ${own.credentialId}`)
    expect(await allowed(20, () => guard.claim(own))).to.equal(5)
  })

  it('[K111] forgets the misses in a row after a right one, and that one itself for the day', async () => {
    for (let turn = 0; turn < 30; turn += 1) {
      expect(await allowed(1, () => guard.wrongPin(ann)), `try ${turn}`).to.equal(1)
      await guard.rightPin(ann)
    }
  })

  it('[K112] lets right ones in between buy a session no more than 10 misses a day, and its passkey 20', async () => {
    const missesOf = async (actor: Actor) => {
      let misses = 0
      for (let round = 0; round < 12; round += 1) {
        misses += await allowed(2, () => guard.wrongPin(actor))
        if ((await guard.wrongPin(actor)).allowed) await guard.rightPin(actor)
      }
      return misses
    }
    expect([
      await missesOf(ann),
      await missesOf(sessionOf(ann)),
      await missesOf(sessionOf(ann)),
    ]).to.deep.equal([10, 10, 0])
  })

  it('[L57] a session that has spent its day spends nothing more of the row of its passkey', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      await guard.wrongPin(ann)
      await limiter.clear(limitsOf()['wrong-pin'], `tag of ${ann.credentialId}`)
      await limiter.clear(limitsOf()['wrong-pin'].session, `tag of ${ann.sessionId}`)
    }
    for (let turn = 0; turn < 20; turn += 1) expect((await guard.wrongPin(ann)).allowed).to.equal(false)
    expect(await allowed(20, () => guard.wrongPin(other))).to.equal(3)
  })

  it('[K117] lets a session claim 5 times in 10 minutes, and its passkey 10 times', async () => {
    expect(await allowed(12, () => guard.claim(ann))).to.equal(5)
    expect(await allowed(12, () => guard.claim(other))).to.equal(5)
    expect(await allowed(12, () => guard.claim(sessionOf(ann)))).to.equal(0)
    expect(await allowed(1, () => guard.claim(ben))).to.equal(1)
  })

  it('[K118] lets a passkey approve two recoveries a day, and others their own; asking costs nothing', async () => {
    const [old, young] = [ann.credentialId, ben.credentialId]
    expect(await allowed(10, () => guard.recovery([old]))).to.equal(10)
    await guard.recoveryDone(old)
    expect(await allowed(1, () => guard.recovery([old]))).to.equal(1)
    await guard.recoveryDone(old)
    for (const none of [[old], []]) {
      const verdict = await guard.recovery(none)
      if (verdict.allowed) throw new Error('A third recovery was allowed.')
      expect(verdict.retryAfterMs).to.be.within(86_000_000, 86_400_000)
    }
    for (const some of [[young], [old, young], [young, old]])
      expect(await allowed(1, () => guard.recovery(some))).to.equal(1)
  })

  it('[A82] lets a session rename ten times an hour, and others of its passkey too', async () => {
    expect(await allowed(25, () => guard.rename(ann.sessionId))).to.equal(10)
    const { sessionId } = sessionOf(ann)
    expect(await allowed(25, () => guard.rename(sessionId))).to.equal(10)
  })
})
