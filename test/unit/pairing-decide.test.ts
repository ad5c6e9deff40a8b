import { expect } from 'chai'
import { createDecide } from '../../server/methods/pairing/decide.ts'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import type { Command, Open } from '../../server/methods/pairing/machine.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import { aliceClaim, claimed, open, PIN_HASH } from '../support/pairing-records.ts'

const RETURN_PIN = 'hash of the right return PIN'
const KEPT = 3_600_000

describe('a decision that takes a while to be written', () => {
  /** Decides a millisecond before the PIN is over, in a store whose clock goes on by `meanwhile` before the write. */
  async function decideLate(
    pairing: Open | typeof claimed,
    command: Command,
    over: number,
    meanwhile: number,
  ) {
    let now = over - 1
    const { pairings } = openMemory(() => now)
    await pairings.create(pairing as Open, KEPT)
    const decide = createDecide({
      pairings,
      ledger: { end: unexpected, find: unexpected },
      lives: LIFETIMES,
      async markContention() {
        now += meanwhile
      },
      tell: async () => {},
    })
    const decided = await decide(pairing.id, command)
    return { refusal: decided?.refusal, state: (await pairings.load(pairing.id)).pairing?.state }
  }
  const unexpected = () => Promise.reject(new Error('Nothing is approved here.'))

  it('[P3] claims by a PIN only while the PIN holds', async () => {
    const page: Open = { ...open, pinHash: PIN_HASH }
    const claim: Command = {
      type: 'claim',
      claim: { ...aliceClaim, way: 'pin' },
      browser: 'browser of the phone',
      code: { pinHash: PIN_HASH },
      returnPinHash: RETURN_PIN,
      reasons: [],
    }
    const over = page.epochAt + LIFETIMES.pin
    expect(await decideLate(page, claim, over, 0)).to.deep.equal({ refusal: null, state: 'claimed' })
    expect(await decideLate(page, claim, over, 1)).to.deep.equal({ refusal: 'code_invalid', state: 'open' })
  })

  it('[P28] claims by a receipt only while the receipt is valid', async () => {
    const over = open.epochAt + 60_000
    const claim: Command = {
      type: 'claim',
      claim: aliceClaim,
      browser: 'browser of the phone',
      code: { epoch: open.epoch, until: over },
      returnPinHash: RETURN_PIN,
      reasons: [],
    }
    expect(await decideLate(open, claim, over, 0)).to.deep.equal({ refusal: null, state: 'matched' })
    expect(await decideLate(open, claim, over, 1)).to.deep.equal({ refusal: 'code_invalid', state: 'open' })
  })

  it('[P11] matches by a return PIN only while that PIN holds', async () => {
    const page = { ...claimed, returnPin: { ...claimed.returnPin, hash: RETURN_PIN } }
    const typed: Command = { type: 'return-pin', hash: RETURN_PIN }
    const over = page.returnPin.madeAt + LIFETIMES.returnPin
    expect(await decideLate(page, typed, over, 0)).to.deep.equal({ refusal: null, state: 'matched' })
    expect(await decideLate(page, typed, over, 1)).to.deep.equal({
      refusal: 'return_pin_expired',
      state: 'claimed',
    })
  })
})
