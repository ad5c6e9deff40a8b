import { expect } from 'chai'
import {
  type Circumstances,
  type ProofMethod,
  type StopEffect,
  whatAPauseLinkDoes,
  whatAStopDoes,
} from '../../server/recovery/policy.ts'
import { APPROVAL, around, DAY, OLD, paused, proof } from './recovery-policy/proofs.ts'

const BOTH = ['passkey', 'mail'] as const
const CHANGED = -10 * DAY
const older = { createdAt: -1 }
const justAsOld = { createdAt: 0 }
const younger = { createdAt: 1 }

interface Row {
  readonly id: string
  readonly of: string
  readonly proofs: readonly (ProofMethod | 'approval' | 'young e-mail')[]
  readonly older: StopEffect
  readonly younger: StopEffect
  readonly link: StopEffect
}

const ROWS: readonly Row[] = [
  { id: '[R14]', of: 'one code', proofs: ['backup-code'], older: 'ends', younger: 'pauses', link: 'pauses' },
  { id: '[R14]', of: 'one mail', proofs: ['email'], older: 'ends', younger: 'pauses', link: 'pauses' },
  { id: '[R14]', of: 'help', proofs: ['assisted'], older: 'ends', younger: 'pauses', link: 'pauses' },
  {
    ...{ id: '[R5] [R14]', of: 'two codes', proofs: ['backup-code', 'backup-code'] },
    ...{ older: 'ends', younger: 'pauses', link: 'pauses' },
  },
  {
    ...{ id: '[R14] [R66]', of: 'a mail, and a case code by mail', proofs: ['email', 'mailed-case'] },
    ...{ older: 'ends', younger: 'pauses', link: 'pauses' },
  },
  {
    ...{ id: '[R5] [R14]', of: 'two that count as help', proofs: ['assisted', 'enrolment'] },
    ...{ older: 'ends', younger: 'pauses', link: 'pauses' },
  },
  {
    ...{
      id: '[R4] [R14]',
      of: 'a code and a mail to a new address',
      proofs: ['backup-code', 'young e-mail'],
    },
    ...{ older: 'ends', younger: 'pauses', link: 'pauses' },
  },
  {
    ...{ id: '[R4] [R14]', of: 'nothing that counts', proofs: ['young e-mail'] },
    ...{ older: 'ends', younger: 'pauses', link: 'pauses' },
  },
  {
    ...{ id: '[R14]', of: 'a code and a mail', proofs: ['backup-code', 'email'] },
    ...{ older: 'pauses', younger: 'pauses', link: 'pauses' },
  },
  {
    ...{ id: '[R14]', of: 'a code and help', proofs: ['backup-code', 'assisted'] },
    ...{ older: 'pauses', younger: 'pauses', link: 'pauses' },
  },
  {
    ...{ id: '[R17]', of: 'an approval', proofs: ['approval'] },
    ...{ older: 'nothing', younger: 'nothing', link: 'nothing' },
  },
  {
    ...{ id: '[R17]', of: 'the operator', proofs: ['operator'] },
    ...{ older: 'nothing', younger: 'nothing', link: 'nothing' },
  },
] as const

function recovery({ proofs }: Row, others: Partial<Circumstances> = {}): Circumstances {
  const made = proofs.map((what) => {
    if (what === 'approval') return { ...proof('pairing'), approval: APPROVAL }
    return what === 'young e-mail' ? proof('email', 0, CHANGED + DAY) : proof(what, 0, OLD)
  })
  return around(made, { disputedSince: CHANGED, ...others })
}

describe('what stops a recovery', () => {
  for (const row of ROWS) {
    it(`${row.id} with ${row.of}: a passkey that is older ${row.older}, the link of a notice ${row.link}`, () => {
      expect(whatAStopDoes(recovery(row), older)).to.equal(row.older)
      expect(whatAPauseLinkDoes(recovery(row), { gaveProof: false })).to.equal(row.link)
    })

    it(`[R15] with ${row.of}: a passkey that is not older ${row.younger}`, () => {
      for (const by of [justAsOld, younger]) expect(whatAStopDoes(recovery(row), by)).to.equal(row.younger)
    })

    it(`[R16] with ${row.of}: each kind of pause once, and neither keeps a passkey from ending it`, () => {
      for (const kind of BOTH) {
        const after = recovery(row, { pauses: [paused(kind, 1)] })
        const isPasskeys = kind === 'passkey'
        expect(whatAStopDoes(after, younger)).to.equal(isPasskeys ? 'nothing' : row.younger)
        expect(whatAPauseLinkDoes(after, { gaveProof: false })).to.equal(isPasskeys ? row.link : 'nothing')
        const left = row.older === 'pauses' && isPasskeys ? 'nothing' : row.older
        expect(whatAStopDoes(after, older)).to.equal(left)
      }
    })

    it(`[R18] with ${row.of}: nothing by an address that gave a proof of it`, () => {
      expect(whatAPauseLinkDoes(recovery(row), { gaveProof: true })).to.equal('nothing')
    })
  }
})
