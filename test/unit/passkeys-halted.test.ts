import { expect } from 'chai'
import { mayDo, PERMISSIONS } from '../../server/passkeys/authority.ts'
import { refusalOf } from '../../server/passkeys/halt-refusal.ts'

describe('a passkey that is frozen', () => {
  it('[R90] says whether it is paused, in a tie, or waits for a decision, whatever it wants', () => {
    const frozen = { status: 'frozen', onProbation: false, calledOut: false } as const
    for (const permission of PERMISSIONS) {
      expect(mayDo({ ...frozen, halted: { pausedForMs: 1 } }, permission)).to.equal('passkey_paused')
      expect(mayDo({ ...frozen, halted: 'tie' }, permission)).to.equal('passkey_tied')
      expect(mayDo({ ...frozen, halted: null }, permission)).to.equal('passkey_suspended')
      // Set aside before or after that, it doesn't go on by itself.
      const suspended = { ...frozen, status: 'suspended', halted: { pausedForMs: 1 } } as const
      expect(mayDo(suspended, permission)).to.equal('passkey_suspended')
    }
  })

  it('[R90] says for how long it is paused, and of everything else no time', () => {
    const paused = { halted: { pausedForMs: 7 } }
    expect(refusalOf(paused, 'passkey_paused')).to.deep.include({ code: 'passkey_paused', retryAfterMs: 7 })
    const others = [
      refusalOf({ halted: 'tie' }, 'passkey_tied'),
      refusalOf({ halted: null }, 'passkey_suspended'),
      refusalOf(paused, 'passkey_suspended'),
    ]
    for (const other of others) expect(other).not.to.have.property('retryAfterMs')
  })
})
