import { expect } from 'chai'
import { createGuard } from '../../server/limits/guard.ts'
import type { Limiter } from '../../server/limits/limiter.ts'
import { networkOf } from '../../server/requests/network.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import type { PairingId } from '../../shared/ids.ts'
import { rejection } from '../contract/eventually.ts'
import { newActor } from '../support/new-actor.ts'

const home = networkOf('192.0.2.1')

describe('a limiter that says nothing of what was spent', () => {
  const waits: number[] = []
  beforeEach(() => void waits.splice(0))

  function guardOn(limiter: Limiter) {
    return createGuard({
      limiter,
      perNode: openMemory().limiter,
      tag: (_kind, text) => text,
      newness: () => Number.POSITIVE_INFINITY,
      tally: { count: () => {}, spending: () => {} },
      sleep: async (ms) => void waits.push(ms),
    })
  }
  /** Says nothing the first time. */
  function silent() {
    const { limiter } = openMemory()
    let asked = 0
    return guardOn({
      ...limiter,
      spend: async (lines) => {
        asked += 1
        return asked === 1 ? [] : limiter.spend(lines)
      },
      usage: async () => [],
    })
  }
  const speaking = () => guardOn(openMemory().limiter)

  it('[L66] allows nothing that is counted', async () => {
    for (const ask of [
      () => silent().opening(home, 'browser', false),
      () => silent().claim(newActor()),
      () => silent().failedSignIn('account' as never),
    ])
      expect(await rejection(ask())).to.be.an('error')
    expect((await speaking().opening(home, 'browser', false)).allowed).to.equal(true)
  })

  it('[L66] notes no code that is used again', async () => {
    expect(await silent().codeReuse('old' as PairingId)).to.equal(false)
    expect(await speaking().codeReuse('old' as PairingId)).to.equal(true)
  })

  it('[L66] makes a PIN wait as long as after many wrong ones', async () => {
    await silent().slow(home)
    await speaking().slow(home)
    expect(waits).to.deep.equal([8_000])
  })
})
