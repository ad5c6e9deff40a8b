import { expect } from 'chai'
import { describe, it } from 'mocha'
import { hashCaseCode, newCaseCode, newCaseNumber } from '../../server/methods/assisted/case-code.ts'
import { mayVouch, type Supporter, type Vouching } from '../../server/methods/assisted/may-vouch.ts'
import { assistedSettings } from '../../server/methods/assisted/settings.ts'
import { inFours, parseCaseCode, parseCaseNumber, problemOfText } from '../../shared/assisted.ts'
import type { AccountId, PageKey } from '../../shared/ids.ts'
import { CROCKFORD } from '../../shared/pins.ts'

const DAY = 24 * 60 * 60_000
const NOW = 1_000 * DAY
const OWNER = { id: 'owner' as AccountId, isAdmin: false, isSwitchedOff: false }

const supporter = (id: string, changes: Partial<Supporter> = {}): Supporter => ({
  accountId: id as AccountId,
  adminSince: NOW - 7 * DAY,
  madeAt: NOW - 7 * DAY,
  recoveredAt: null,
  ...changes,
})
const LATE = NOW - 7 * DAY + 1
const someone = supporter('ann')
const other = supporter('bob')

/** Each rule on both sides of its border, for the first supporter and for the second. */
const TABLE: readonly (readonly [string, Partial<Vouching>, ReturnType<typeof mayVouch>])[] = [
  ['[C6] the first one', {}, true],
  ['[C6] a second one', { first: other }, true],
  ['[C6] the same one twice', { first: someone }, 'case_same_supporter'],
  ['[C7] a supporter for an admin', { account: { ...OWNER, isAdmin: true } }, true],
  ['[C7] two supporters for an admin', { account: { ...OWNER, isAdmin: true }, first: other }, true],
  [
    '[C7] no supporter for an admin',
    { by: supporter('ann', { adminSince: null }), account: { ...OWNER, isAdmin: true } },
    'case_more_power',
  ],
  ['[C5] somebody without the role', { by: supporter('ann', { adminSince: null }) }, 'not_admin'],
  ['[C8] their own account', { account: { ...OWNER, id: someone.accountId } }, 'case_own_account'],
  [
    '[C8] their own account, which another one checked',
    { account: { ...OWNER, id: someone.accountId }, first: other },
    'case_own_account',
  ],
  ['[C9] nobody has the name', { account: null }, 'case_nobody'],
  ['[C9] nobody has the name, in the second step', { account: null, first: other }, 'case_nobody'],
  ['[C31] an owner who wants no help', { account: { ...OWNER, isSwitchedOff: true } }, 'case_switched_off'],
  [
    '[C31] an owner who wants none any more, in the second step',
    { account: { ...OWNER, isSwitchedOff: true }, first: other },
    'case_switched_off',
  ],
  [
    '[C31] somebody without the role is not told so',
    { by: supporter('ann', { adminSince: null }), account: { ...OWNER, isSwitchedOff: true } },
    'not_admin',
  ],
  ['[C10] a role for less than a week', { by: supporter('ann', { adminSince: LATE }) }, 'case_supporter_new'],
  ['[C10] an account made within a week', { by: supporter('ann', { madeAt: LATE }) }, 'case_supporter_new'],
  [
    '[C10] an account recovered within a week',
    { by: supporter('ann', { recoveredAt: LATE }) },
    'case_supporter_new',
  ],
  ['[C10] recovered a week ago', { by: supporter('ann', { recoveredAt: NOW - 7 * DAY }) }, true],
  ['[C10] a passkey that nobody dates', { by: supporter('ann', { madeAt: null }) }, true],
  [
    '[C11] a first one who lost the role since',
    { first: supporter('bob', { adminSince: null }) },
    'case_first_void',
  ],
  [
    '[C11] a first one who was recovered since',
    { first: supporter('bob', { recoveredAt: NOW - DAY }) },
    'case_first_void',
  ],
  [
    '[C11] a first one who got the role anew',
    { first: supporter('bob', { adminSince: NOW }) },
    'case_first_void',
  ],
]

describe('who may vouch for somebody', () => {
  for (const [what, changes, verdict] of TABLE)
    it(`${what}: ${verdict === true ? 'may' : verdict}`, () => {
      const vouching = { now: NOW, by: someone, first: null, account: OWNER, ...changes }
      expect(mayVouch(vouching)).to.equal(verdict)
    })

  it('[C1] nobody can open a case unless the site says so', () => {
    expect(assistedSettings({} as never)).to.equal('off')
    for (const setting of ['user', 'on'] as const)
      expect(assistedSettings({ ASSISTED: setting } as never)).to.equal(setting)
  })
})

describe('the code and the number of a case', () => {
  it('[C14] a code has 20 characters of 5 bits, each as likely', () => {
    const codes = Array.from({ length: 2_000 }, newCaseCode)
    expect(new Set(codes).size).to.equal(codes.length)
    const counts = new Map<string, number>()
    for (const char of codes.join('')) counts.set(char, (counts.get(char) ?? 0) + 1)
    expect([...counts.keys()].sort().join('')).to.equal(CROCKFORD)
    for (const count of counts.values()) expect(count).to.be.within(1_000, 1_500)
    expect(codes.every((code) => parseCaseCode(inFours(code)) === code)).to.equal(true)
  })

  it('[C14] its hash is another one for another case, account or page', () => {
    const of = { caseId: 'a', accountId: 'b' as AccountId, pageKey: 'c' as PageKey }
    const all = [
      hashCaseCode('X', of),
      hashCaseCode('Y', of),
      hashCaseCode('X', { ...of, caseId: 'other' }),
      hashCaseCode('X', { ...of, accountId: 'other' as AccountId }),
      hashCaseCode('X', { ...of, pageKey: 'other' as PageKey }),
    ]
    expect(new Set(all).size).to.equal(all.length)
    expect(all.some((hash) => hash.includes('X'))).to.equal(false)
  })

  it('is read however it is typed, and costs no try if it cannot be one', () => {
    expect(parseCaseCode(' abcd-efgh jkmn pqrs tvwo ')).to.equal('ABCDEFGHJKMNPQRSTVW0')
    for (const text of ['', 'abcd', 'a'.repeat(21), 'ÄBCD EFGH JKMN PQRS TVW0'])
      expect(parseCaseCode(text), text).to.equal(null)
    const number = newCaseNumber()
    expect(number).to.match(/^\d{8}$/)
    expect(parseCaseNumber(inFours(number))).to.equal(number)
    for (const text of ['', '1234567', 'ABCD EFGH']) expect(parseCaseNumber(text), text).to.equal(null)
  })

  it('[C12] the text of a supporter has 20 to 500 visible characters, and a reason 3', () => {
    const check = (text: string) => problemOfText(text, 'check')
    expect([check('x'.repeat(20)), check('x'.repeat(500))]).to.deep.equal([null, null])
    expect([check('x'.repeat(19)), check(` ${'x'.repeat(19)} `), check('x'.repeat(501))]).to.deep.equal([
      ...['short', 'short', 'long'],
    ])
    expect(check(`${'x'.repeat(30)}\n`)).to.equal('hidden')
    expect(check(`${'x'.repeat(30)}\u202e`)).to.equal('hidden')
    expect([problemOfText('abc', 'reason'), problemOfText('ab', 'reason')]).to.deep.equal([null, 'short'])
  })
})
