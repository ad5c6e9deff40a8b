import { expect } from 'chai'
import { describe, it } from 'mocha'
import { createSupport } from '../../server/methods/assisted/support.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { newContext } from '../support/new-context.ts'

const CHECK = 'Called back at the number that we have on file.'
const session = { id: 'session' as SessionId, accountId: 'ann' as AccountId } as never
const stepUp = {} as never
const caseId = 'case'

/** Supporters whose step-up is made with a passkey like this, or is refused. Says which words reached the store. */
function supportWith(passkey: object | null, may: true | ErrorCode = true) {
  const reached: string[] = []
  const told: string[] = []
  const support = createSupport({
    setting: 'on',
    cases: {
      list: async () => [],
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
      await support.confirm(session, { caseId, stepUp }, context),
      await support.end(session, { caseId, reason: 'A stranger', stepUp }, context),
    ]
    return answers.map((answer) => (answer.ok ? 'done' : answer.code))
  }
  return { support, context, act, reached, told }
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
    const done = await support.confirm(session, { caseId, stepUp }, context)
    if (!done.ok) throw new Error(done.code)
    expect(done.body.code.replaceAll(' ', '')).to.equal(reached[0])
    expect(told).to.deep.equal(['owner'])
    expect((await support.reject(session, { caseId, reason: 'A stranger' }, context)).ok).to.equal(true)
    const ended = await support.end(session, { caseId, reason: 'A stranger', stepUp }, context)
    expect(ended.ok).to.equal(true)
    expect(told).to.deep.equal(['owner', 'owner', 'owner'])
  })
})
