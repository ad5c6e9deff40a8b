import { expect } from 'chai'
import { describe, it } from 'mocha'
import type { CaseMailed } from '../../server/limits/case-budgets.ts'
import type { LiveCase } from '../../server/methods/assisted/cases.ts'
import { type CaseCodeSettings, caseCodeSettings } from '../../server/methods/assisted/settings.ts'
import { createSupport } from '../../server/methods/assisted/support.ts'
import type { Session } from '../../server/sessions/session.ts'
import type { CaseQueue } from '../../shared/assisted.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { newContext } from '../support/new-context.ts'

const CHECK = 'Called back at the number that we have on file.'
const session = { id: 'session' as SessionId, accountId: 'ann' as AccountId } as Session
const stepUp = {} as never
const caseId = 'case'

const LISTED: LiveCase = {
  ...{ caseId, number: '12345678', name: 'Owner', state: 'checked', openedAt: 1, until: 9 },
  requester: { device: 'Firefox on Linux', network: '192.0.2.0/24', place: null },
  ...{ check: CHECK, checkedBy: 'bob' as AccountId, confirmedBy: null, isMailed: false },
  addresses: [{ addressId: 'an address', masked: 'a…@example.com' }],
}
const BOTH: CaseCodeSettings = { read: true, mail: true }

/** Supporters whose step-up is made with a passkey like this, or is refused. Says which words reached the store. */
function supportWith(
  passkey: object | null,
  may: true | ErrorCode = true,
  { codes = BOTH, listed = [] as readonly LiveCase[], refusesMail = false } = {},
) {
  const reached: string[] = []
  const told: string[] = []
  const counted: CaseMailed[] = []
  const support = createSupport({
    setting: 'on',
    codes,
    cases: {
      list: async () => listed,
      openedFor: async () => null,
      vouch: async () => {
        reached.push('vouch')
        return { ok: true }
      },
      confirm: async (_by, _caseId, code) => {
        reached.push(code)
        return { ok: true, accountId: 'owner' as AccountId, until: 2, now: 1 }
      },
      reject: async () => {
        reached.push('reject')
        return { ok: true, accountId: 'owner' as AccountId }
      },
      end: async () => {
        reached.push('end')
        return { ok: true, accountId: 'owner' as AccountId }
      },
    },
    accounts: { findById: async () => null, findByName: async () => null },
    guard: {
      async caseMailed(mailed) {
        counted.push(mailed)
        return refusesMail ? { allowed: false, retryAfterMs: 9_000 } : { allowed: true }
      },
    },
    maySupport: async () => may,
    stepUp: {
      finish: async () =>
        passkey
          ? { ok: true, credential: passkey as never, beganAt: 0 }
          : { ok: false, code: 'step_up_refused' },
    },
    announcer: { accountChanged: (id) => void told.push(id) },
  })
  const context = newContext()
  const act = async () => {
    const answers = [
      await support.vouch(session, { caseId, check: CHECK, stepUp }, context),
      await support.confirm(session, { caseId, mailTo: null, stepUp }, context),
      await support.end(session, { caseId, reason: 'A stranger', stepUp }, context),
    ]
    return answers.map((answer) => (answer.ok ? 'done' : answer.code))
  }
  return { support, context, act, reached, told, counted }
}

const old = { status: 'active', onProbation: false, undoableSince: null }

describe('the word of a supporter', () => {
  it('[C5] takes a step-up by a passkey that may administer', async () => {
    for (const [passkey, code] of [
      [null, 'step_up_refused'],
      [{ ...old, onProbation: true }, 'on_probation'],
      [{ ...old, undoableSince: 1 }, 'too_new'],
    ] as const) {
      const { act, reached, told } = supportWith(passkey)
      expect(await act()).to.deep.equal([code, code, code])
      expect([reached, told]).to.deep.equal([[], []])
    }
  })

  it('[C5] is not even asked for without an open console', async () => {
    const { act, reached, support, context } = supportWith(old, 'step_up_due')
    expect(await act()).to.deep.equal(['step_up_due', 'step_up_due', 'step_up_due'])
    expect(await support.list(session, { number: null })).to.deep.include({ code: 'step_up_due' })
    const rejected = await support.reject(session, { caseId, reason: 'A stranger' }, context)
    expect(rejected).to.deep.include({ code: 'step_up_due' })
    expect(reached).to.deep.equal([])
  })

  it('[C12] says what was done, and a rejection why, before anything is asked of a passkey', async () => {
    const { support, context, reached } = supportWith(old)
    const vague = await support.vouch(session, { caseId, check: 'Looks good', stepUp }, context)
    expect(vague).to.deep.include({ code: 'bad_request' })
    for (const reason of ['', 'no', 'a\u202eb c'])
      for (const refused of [
        await support.reject(session, { caseId, reason }, context),
        await support.end(session, { caseId, reason, stepUp }, context),
      ])
        expect(refused).to.deep.include({ code: 'bad_request' })
    expect(reached).to.deep.equal([])
  })

  it('[C14] leads to a code that only this answer has in full, and that the account hears of', async () => {
    const { support, context, reached, told } = supportWith(old)
    const done = await support.confirm(session, { caseId, mailTo: null, stepUp }, context)
    if (!done.ok) throw new Error(done.code)
    expect(done.body.code?.replaceAll(' ', '')).to.equal(reached[0])
    expect(told).to.deep.equal(['owner'])
    expect((await support.reject(session, { caseId, reason: 'A stranger' }, context)).ok).to.equal(true)
    const ended = await support.end(session, { caseId, reason: 'A stranger', stepUp }, context)
    expect(ended.ok).to.equal(true)
    expect(told).to.deep.equal(['owner', 'owner', 'owner'])
  })

  it('[C34] gives a code as the site allows, and mails none where nobody gets back in by e-mail', () => {
    for (const [CASE_CODES, recoversByMail, read, mail] of [
      [undefined, true, true, true],
      ['both', true, true, true],
      ['read', true, true, false],
      ['mail', true, false, true],
      [undefined, false, true, false],
      ['mail', false, false, false],
    ] as const)
      expect(caseCodeSettings(CASE_CODES ? { CASE_CODES } : {}, { recoversByMail })).to.deep.equal({
        ...{ read, mail },
      })
  })

  it('[C35] gives no code in a way that the site doesn’t allow, and asks no passkey for that', async () => {
    const mailTo = 'an address'
    for (const [codes, to, code] of [
      [{ read: false, mail: true }, null, 'case_no_such_way'],
      [{ read: true, mail: false }, mailTo, 'case_no_such_way'],
      [{ read: true, mail: false }, null, 'done'],
      [{ read: false, mail: true }, mailTo, 'done'],
    ] as const) {
      const { support, context, reached } = supportWith(old, true, { codes })
      const done = await support.confirm(session, { caseId, mailTo: to, stepUp }, context)
      expect(done.ok ? 'done' : done.code).to.equal(code)
      expect(reached).to.have.length(done.ok ? 1 : 0)
    }
  })

  it('[C36] is asked for where a code goes only of whoever’s turn it is, and only where the site mails', async () => {
    const ways = async (live: Partial<LiveCase>, codes = BOTH) => {
      const { support } = supportWith(old, true, { codes, listed: [{ ...LISTED, ...live }] })
      const { body } = (await support.list(session, { number: null })) as { body: CaseQueue }
      expect(body.cases[0]).not.to.have.property('addresses')
      return body.cases[0]?.ways
    }
    const ann = session.accountId
    const all = { read: true, mailTo: LISTED.addresses }
    expect(await ways({})).to.deep.equal(all)
    expect(await ways({ state: 'confirmed', confirmedBy: ann })).to.deep.equal(all)
    expect(await ways({ checkedBy: ann })).to.equal(null)
    expect(await ways({ state: 'confirmed', confirmedBy: 'tom' as AccountId })).to.equal(null)
    expect(await ways({ state: 'open', checkedBy: null })).to.equal(null)
    expect(await ways({ state: 'used', confirmedBy: ann })).to.equal(null)
    expect(await ways({}, { read: true, mail: false })).to.deep.equal({ read: true, mailTo: [] })
    expect(await ways({}, { read: false, mail: true })).to.deep.equal({ ...all, read: false })
  })

  it('[C40] sees a code that they read out, and none that was mailed', async () => {
    const { support, context, reached } = supportWith(old)
    const done = await support.confirm(session, { caseId, mailTo: 'an address', stepUp }, context)
    expect(done).to.deep.equal({ ok: true, body: { code: null, until: 2, now: 1 } })
    expect(reached[0]).to.match(/^[0-9A-HJKMNP-TV-Z]{20}$/)
    const read = await support.confirm(session, { caseId, mailTo: null, stepUp }, context)
    expect(read.ok && read.body.code?.replaceAll(' ', '')).to.equal(reached[1])
  })

  it('[C42] is counted before a code is mailed, after the step-up, and not when it is read out', async () => {
    const mailTo = 'an address'
    const over = supportWith(old, true, { refusesMail: true })
    const refused = await over.support.confirm(session, { caseId, mailTo, stepUp }, over.context)
    expect(refused).to.deep.include({ ok: false, code: 'rate_limited' })
    expect(over.reached).to.deep.equal([])
    expect(over.counted).to.deep.equal([{ by: session.accountId, addressId: mailTo }])
    const read = await over.support.confirm(session, { caseId, mailTo: null, stepUp }, over.context)
    expect(read.ok).to.equal(true)
    const without = supportWith(null)
    await without.support.confirm(session, { caseId, mailTo, stepUp }, without.context)
    expect([over.counted.length, without.counted.length]).to.deep.equal([1, 0])
  })
})
