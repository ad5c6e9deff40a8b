import { expect } from 'chai'
import { mayDo, PERMISSIONS } from '../../server/passkeys/authority.ts'

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
})
