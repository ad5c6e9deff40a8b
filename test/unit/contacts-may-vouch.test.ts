import { expect } from 'chai'
import { type Agreement, mayVouch } from '../../server/methods/contacts/may-vouch.ts'
import type { Standing } from '../../server/passkeys/authority.ts'
import type { ErrorCode } from '../../shared/errors.ts'

const NOW = 100
const counting: Agreement = { agreedAt: 50, countsSince: 60, endsAt: null }
const old = { status: 'active', onProbation: false, calledOut: false, createdAt: 49 } as const
type Passkey = Standing & { readonly createdAt: number }

const TABLE: readonly (readonly [string, Partial<Agreement>, Partial<Passkey>, boolean, true | ErrorCode])[] =
  [
    ['[F3] a contact who counts', {}, {}, false, true],
    ['[F3] one who agreed less than seven days ago', { countsSince: null }, {}, false, 'contact_waits'],
    ['[F4] one who is to end later', { endsAt: 101 }, {}, false, true],
    ['[F4] one who is to end now', { endsAt: 100 }, {}, false, 'code_invalid'],
    ['[F4] one who ended before they counted', { endsAt: 99, countsSince: null }, {}, true, 'code_invalid'],
    ['[F5] on probation', {}, { onProbation: true }, false, 'on_probation'],
    ['[F5] with a suspended passkey', {}, { status: 'suspended' }, false, 'passkey_suspended'],
    ['[F5] with a frozen passkey', {}, { status: 'frozen' }, false, 'passkey_suspended'],
    ['[F5] with an unproven passkey', {}, { status: 'unproven' }, false, 'passkey_unknown'],
    ['[F5] with a removed passkey', {}, { status: 'removed' }, false, 'passkey_unknown'],
    ['[F5] with one that was called stolen', {}, { calledOut: true }, false, 'outweighed'],
    ['[F6] with one as old as the agreement', {}, { createdAt: 50 }, false, 'too_new'],
    ['[F6] with one that is younger', {}, { createdAt: 70 }, false, 'too_new'],
    ['[F7] after their own account was recovered', {}, {}, true, 'contact_recovered'],
  ]

describe('whether a contact may vouch', () => {
  for (const [who, agreement, passkey, recovered, verdict] of TABLE)
    it(`${who}: ${verdict === true ? 'yes' : verdict}`, () => {
      const given = mayVouch({ ...counting, ...agreement }, { ...old, ...passkey }, { now: NOW, recovered })
      expect(given).to.equal(verdict)
    })
})
