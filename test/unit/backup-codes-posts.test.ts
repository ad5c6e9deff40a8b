import { expect } from 'chai'
import { createOneAtATime } from '../../server/methods/backup-codes/one-at-a-time.ts'
import { createOwnCodes } from '../../server/methods/backup-codes/own-codes.ts'
import { createProveCode } from '../../server/methods/backup-codes/prove.ts'
import type { BackupCodeSettings } from '../../server/methods/backup-codes/settings.ts'
import { networkOf } from '../../server/requests/network.ts'
import type { Session } from '../../server/sessions/session.ts'
import type { PageKey } from '../../shared/ids.ts'
import { newContext } from '../support/new-context.ts'

const session = { id: 'a session', accountId: 'an account' } as unknown as Session
const CODE = '0-K7Q2-9XWD-K7Q2-9XWD'

function ownCodes(setting: BackupCodeSettings, steppedUp = true) {
  const done: string[] = []
  const made = async () => {
    done.push('stored')
    return { ok: true, setId: 'a set', countsFrom: null, offAt: null } as const
  }
  const usedCodes = async () => ({ setId: 'a set', numbers: [2, 5] })
  const own = createOwnCodes({
    setting,
    store: { make: made, saved: async () => true, switchOff: made, cancel: made, renew: made, usedCodes },
    stepUp: {
      finish: async () =>
        steppedUp
          ? ({ ok: true, credential: { id: 'a passkey' } } as never)
          : { ok: false, code: 'step_up_refused' },
    },
    announcer: { accountChanged: (id) => void done.push(`told ${id}`) },
    guard: { sessionAlone: async () => ({ allowed: true }) },
    oneAtATime: createOneAtATime(),
  })
  return { own, done }
}

describe('what an owner does with backup codes', () => {
  const acts = (own: ReturnType<typeof ownCodes>['own']) => [
    own.make(session, {} as never, newContext()),
    own.renew(session, {} as never, newContext()),
    own.switchOff(session, {} as never, newContext()),
    own.cancel(session, { setId: 'a set', stepUp: {} as never }, newContext()),
    own.saved(session, { setId: 'a set', stepUp: {} as never }, newContext()),
  ]

  it('is told to the other devices [B17]', async () => {
    const { own, done } = ownCodes('user')
    for (const { ok } of await Promise.all(acts(own))) expect(ok).to.equal(true)
    expect(done.filter((one) => one === 'told an account')).to.have.length(5)
  })

  it('shows new codes with the numbers of the used ones [B24]', async () => {
    const renewed = await ownCodes('user').own.renew(session, {} as never, newContext())
    if (!renewed.ok) throw new Error(renewed.code)
    expect(renewed.codes.map((code) => code.slice(0, 2))).to.deep.equal(['2-', '5-'])
  })

  it('takes a step-up [B9]', async () => {
    const { own, done } = ownCodes('user', false)
    for (const answer of await Promise.all(acts(own)))
      expect(answer).to.deep.equal({ ok: false, code: 'step_up_refused' })
    expect(done).to.deep.equal([])
  })

  it('is nothing where the site has switched them off [B20]', async () => {
    const { own, done } = ownCodes('off')
    const answers = await Promise.all([...acts(own), own.saved(session, { setId: 'a set' }, newContext())])
    for (const answer of answers) expect(answer).to.deep.equal({ ok: false, code: 'not_found' })
    expect(done).to.deep.equal([])
  })

  it('is not to switch them off where the site asks for them [B21]', async () => {
    const { own, done } = ownCodes('on')
    const answer = await own.switchOff(session, {} as never, newContext())
    expect(answer).to.deep.equal({ ok: false, code: 'backup_codes_required' })
    expect(done).to.deep.equal([])
  })
})

describe('proving a backup code', () => {
  function prove(setting: BackupCodeSettings = 'user', allowed = true) {
    const asked: string[] = []
    const queues = new Set<string>()
    /** Notes what was asked, and gives the answer. */
    const note = <Answer>(what: string, answer: Answer) => {
      asked.push(what)
      return answer
    }
    const answer = createProveCode({
      setting,
      accounts: { findByName: async (name) => note(`name ${name}`, null) },
      store: { find: async (id, number) => note(`code ${number} of ${id}`, null) },
      guard: {
        backupCode: async () => (allowed ? { allowed } : { allowed, retryAfterMs: 7 }),
        slowName: async (name) => void asked.push(`slow ${name}`),
        nameWrongCode: async (name) => void asked.push(`wrong ${name}`),
        wrongCodeNoted: async () => true,
      },
      oneAtATime: async (key, work) => {
        queues.add(key)
        return note('hash', { done: await work() })
      },
      addProof: async () => note('proof', { ok: false, code: 'not_now' } as const),
      noteWrongCode: () => {},
    })
    const page = { pageKey: 'a page' as PageKey, keeps: null }
    const ask = (name: string, code: string, address?: string) =>
      answer({ name, code }, page, newContext(address ? { network: networkOf(address) } : {}))
    return { asked, ask, queues }
  }

  it('looks for the same and hashes as much for a name that nobody has [B6]', async () => {
    const { asked, ask } = prove()
    expect(await ask('Nobody', CODE)).to.deep.equal({ ok: false, code: 'code_invalid' })
    expect(asked).to.deep.equal(['slow nobody', 'name nobody', 'code 0 of nobody', 'hash', 'wrong nobody'])
  })

  it('waits in one queue for all networks of a /48 [L68]', async () => {
    const { ask, queues } = prove()
    for (const address of ['2001:db8:1:1::1', '2001:db8:1:2::1', '2001:db8:2::1']) {
      await ask('Nobody', CODE, address)
    }
    expect(queues.size).to.equal(2)
  })

  it('asks nothing for what cannot be a code', async () => {
    const { asked, ask } = prove()
    expect(await ask('Nobody', 'none')).to.deep.equal({ ok: false, code: 'code_invalid' })
    expect(asked).to.deep.equal([])
  })

  it('is counted for its network first, and then slowed by what was wrong for the name [B18]', async () => {
    const { asked, ask } = prove('user', false)
    expect(await ask('Nobody', CODE)).to.deep.equal({ ok: false, code: 'rate_limited', retryAfterMs: 7 })
    expect(asked).to.deep.equal([])
    const slowed = prove()
    await slowed.ask('Nobody', CODE)
    expect(slowed.asked[0]).to.equal('slow nobody')
  })

  it('is nothing where the site has switched them off [B20]', async () => {
    const { asked, ask } = prove('off')
    expect(await ask('Nobody', CODE)).to.deep.equal({ ok: false, code: 'not_found' })
    expect(asked).to.deep.equal([])
  })
})
