import { expect } from 'chai'
import {
  methodOf,
  outweighPasskey,
  type ProvenBy,
  verdictOn,
  whatAPauseLinkDoes,
  whatAStopDoes,
} from '../../server/recovery/policy.ts'
import { expectWorth, PAUSES, USES, type Worth } from './recovery-policy/beside-others.ts'
import { around, DAY, HOUR, OLD, proof } from './recovery-policy/proofs.ts'

const OTHERS = {
  B: proof('backup-code', 0),
  E: proof('email', 1),
  A: proof('assisted', 2),
  N: proof('enrolment', 3),
  C: proof('contact', 3),
}
type Letter = keyof typeof OTHERS
const MAILED = proof('mailed-case', 4)

/** What the mailed code of a case is worth beside other proofs, given at hour 4. 1 and 4: enough at once. */
const TABLE: Readonly<Record<string, Worth>> = {
  '': { unused: [76, 148, 178], used: [172, 244, 274], aal2: null },
  E: { unused: [73, 145, 175], used: [169, 241, 271], aal2: null },
  B: { unused: [4, 92, 122], used: [4, 92, 122], aal2: [4, 92, 122] },
  A: { unused: [28, 100, 130], used: [28, 100, 130], aal2: [28, 100, 130] },
  N: { unused: [28, 100, 130], used: [28, 100, 130], aal2: [28, 100, 130] },
  C: { unused: [76, 148, 178], used: [76, 148, 178], aal2: [76, 148, 178] },
  EA: { unused: [26, 98, 128], used: [26, 98, 128], aal2: [26, 98, 128] },
  EC: { unused: [73, 145, 175], used: [75, 147, 177], aal2: [75, 147, 177] },
  BE: { unused: [1, 92, 122], used: [1, 92, 122], aal2: [1, 92, 122] },
  BEAN: { unused: [1, 92, 122], used: [1, 92, 122], aal2: [1, 92, 122] },
}

/** Every set of other proofs. */
function* allOthers(): Generator<readonly ProvenBy[]> {
  const all = Object.values(OTHERS)
  for (let set = 0; set < 2 ** all.length; set += 1) yield all.filter((_, index) => set & (1 << index))
}

describe('the mailed code of a case', () => {
  for (const [letters, row] of Object.entries(TABLE))
    it(`[R66] is worth what the table says, with ${letters || 'nothing else'}`, () => {
      const others = [...letters].map((letter) => OTHERS[letter as Letter])
      expectWorth([...others, MAILED], row)
    })

  it('[R66] is worth what a code by e-mail is that was given at its time, in every combination', () => {
    let cases = 0
    for (const others of allOthers())
      for (const since of [OLD, -DAY])
        for (const hour of [0, 4, 60])
          for (const disputedSince of [null, -10 * DAY])
            for (const hadPasskey of [true, false])
              for (const [, level, passkeyUsedAt] of USES)
                for (const pauses of PAUSES) {
                  const of = (method: 'email' | 'mailed-case') =>
                    around([...others, proof(method, hour, since)], {
                      ...{ now: 61 * HOUR, disputedSince, hadPasskey, level, passkeyUsedAt, pauses },
                    })
                  const [mailed, email] = [of('mailed-case'), of('email')]
                  cases += 1
                  expect(verdictOn(mailed)).to.deep.equal(verdictOn(email))
                  expect(outweighPasskey(mailed)).to.equal(outweighPasskey(email))
                  for (const createdAt of [OLD, HOUR])
                    expect(whatAStopDoes(mailed, { createdAt })).to.equal(whatAStopDoes(email, { createdAt }))
                  for (const gaveProof of [true, false])
                    expect(whatAPauseLinkDoes(mailed, { gaveProof })).to.equal(
                      whatAPauseLinkDoes(email, { gaveProof }),
                    )
                }
    expect(cases).to.equal(32 * 2 * 3 * 2 * 2 * 3 * 3)
  })

  it('[R66] is one proof with a code by e-mail, whichever came first, and two with the word that was read out', () => {
    expect(methodOf('mailed-case')).to.equal('email')
    for (const other of [proof('email', 1), proof('email', 9), proof('mailed-case', 9)]) {
      expect(outweighPasskey(around([MAILED, other]))).to.equal(false)
      expect(verdictOn(around([MAILED, other], { level: 'aal2' })).is).to.equal('needs-another')
      expect(whatAStopDoes(around([MAILED, other]), { createdAt: OLD })).to.equal('ends')
    }
    expect(outweighPasskey(around([MAILED, OTHERS.A]))).to.equal(true)
  })

  it('[R4] [R66] proves nothing in a dispute that is older than its address, unlike the word of supporters', () => {
    const disputedSince = -2 * DAY
    expect(verdictOn(around([proof('mailed-case', 4, -DAY)], { disputedSince })).is).to.equal('none')
    expect(verdictOn(around([MAILED], { disputedSince })).is).to.equal('wait')
    expect(verdictOn(around([OTHERS.A], { disputedSince })).is).to.equal('wait')
  })
})
