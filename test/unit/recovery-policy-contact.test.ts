import { expect } from 'chai'
import { outweighPasskey, type ProofMethod, verdictOn, whatAStopDoes } from '../../server/recovery/policy.ts'
import { expectWorth, type Worth } from './recovery-policy/beside-others.ts'
import { around, DAY, HOUR, OLD, proof } from './recovery-policy/proofs.ts'

const OTHERS = {
  B: proof('backup-code', 0),
  E: proof('email', 1),
  A: proof('assisted', 2),
  N: proof('enrolment', 3),
}
const CONTACT = proof('contact', 4)

/** What the word of a contact is worth beside other proofs, given at hour 4: B and E and so on as in WORTH. */
const TABLE: Readonly<Record<string, Worth>> = {
  '': { unused: null, used: null, aal2: null },
  B: { unused: [72, 144, 174], used: [76, 148, 178], aal2: [76, 148, 178] },
  E: { unused: [73, 145, 175], used: [76, 148, 178], aal2: [76, 148, 178] },
  A: { unused: [74, 146, 176], used: [76, 148, 178], aal2: [76, 148, 178] },
  N: { unused: [75, 147, 177], used: [76, 148, 178], aal2: [76, 148, 178] },
  AN: { unused: [74, 146, 176], used: [76, 148, 178], aal2: [76, 148, 178] },
  BA: { unused: [26, 98, 128], used: [26, 98, 128], aal2: [26, 98, 128] },
  EN: { unused: [27, 99, 129], used: [27, 99, 129], aal2: [27, 99, 129] },
  BE: { unused: [1, 92, 122], used: [1, 92, 122], aal2: [1, 92, 122] },
  BEAN: { unused: [1, 92, 122], used: [1, 92, 122], aal2: [1, 92, 122] },
}

describe('the word of a contact', () => {
  for (const [letters, row] of Object.entries(TABLE)) {
    it(`[F27] [F28] is worth what the table says, with ${letters || 'nothing else'}`, () => {
      const others = [...letters].map((letter) => OTHERS[letter as keyof typeof OTHERS])
      expectWorth([...others, CONTACT], row)
    })
  }

  it('[F27] is never enough alone, however often it is given and however long they wait', () => {
    const twice = [CONTACT, proof('contact', 400), proof('contact', 900)]
    for (const level of ['hold', 'aal2'] as const)
      expect(verdictOn(around(twice, { level, now: 1_000 * HOUR })).is).to.equal('needs-another')
  })

  it('[F28] waits three days at the least beside one other proof, whichever came first', () => {
    for (const method of ['backup-code', 'email', 'assisted', 'enrolment'] as ProofMethod[])
      for (const hour of [0, 8]) {
        const verdict = verdictOn(around([CONTACT, proof(method, hour)], { now: 9 * HOUR, level: 'aal2' }))
        expect(verdict, method).to.deep.equal({ is: 'wait', until: (Math.max(4, hour) + 72) * HOUR })
      }
  })

  it('[F27] [R14] is ended by a passkey that is older, as any one proof, and no more than paused beside another', () => {
    expect(whatAStopDoes(around([CONTACT]), { createdAt: OLD })).to.equal('ends')
    expect(whatAStopDoes(around([CONTACT]), { createdAt: HOUR })).to.equal('pauses')
    expect(outweighPasskey(around([CONTACT]))).to.equal(false)
    expect(whatAStopDoes(around([CONTACT, OTHERS.B]), { createdAt: OLD })).to.equal('pauses')
  })

  it('[R4] proves nothing in a dispute that is older than the contact', () => {
    const young = proof('contact', 4, -DAY)
    const disputedSince = -2 * DAY
    expect(verdictOn(around([young], { disputedSince })).is).to.equal('none')
    expect(verdictOn(around([CONTACT, OTHERS.B], { disputedSince, level: 'aal2' })).is).to.equal('wait')
    expect(verdictOn(around([young, OTHERS.B], { disputedSince, level: 'aal2' })).is).to.equal(
      'needs-another',
    )
  })
})
