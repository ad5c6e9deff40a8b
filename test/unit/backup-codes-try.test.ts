import { expect } from 'chai'
import type { CodeToTry } from '../../server/methods/backup-codes/backup-code-store.ts'
import { hashSecret } from '../../server/methods/backup-codes/hash.ts'
import { createOneAtATime } from '../../server/methods/backup-codes/one-at-a-time.ts'
import { createTryCode } from '../../server/methods/backup-codes/try-code.ts'
import type { Session } from '../../server/sessions/session.ts'
import { newContext } from '../support/new-context.ts'

const session = { id: 'a session', accountId: 'an account' } as unknown as Session
const SECRET = 'K7Q29XWDK7Q29XWD'
const CODE = '4-K7Q2-9XWD-K7Q2-9XWD'

interface Scene {
  readonly setting?: 'off' | 'user'
  readonly steppedUp?: boolean
  readonly allowed?: boolean
  readonly held?: readonly Partial<CodeToTry>[]
}

async function scene({ setting = 'user', steppedUp = true, allowed = true, held = [{}] }: Scene = {}) {
  const done: string[] = []
  const right = { setId: 'a set', hash: await hashSecret(SECRET), used: false, countsFrom: null }
  const tryCode = createTryCode({
    setting,
    store: {
      async toTry(accountId, number) {
        done.push(`code ${number} of ${accountId}`)
        return held.map((one) => ({ ...right, ...one }))
      },
      async tried(_doing, setId) {
        done.push(`tried ${setId}`)
        return { ok: true }
      },
    },
    stepUp: {
      async finish(_session, action) {
        done.push(`step-up to ${action.do}`)
        return steppedUp
          ? ({ ok: true, credential: { id: 'a passkey' } } as never)
          : { ok: false, code: 'step_up_refused' }
      },
    },
    guard: { backupCode: async () => (allowed ? { allowed } : { allowed, retryAfterMs: 7 }) },
    announcer: { accountChanged: (id) => void done.push(`told ${id}`) },
    oneAtATime: createOneAtATime(),
  })
  return { done, type: (code = CODE) => tryCode(session, { code, stepUp: {} as never }, newContext()) }
}

const works = (state: string, countsFrom: number | null = null) => ({ ok: true, body: { state, countsFrom } })
const refused = (code: string) => ({ ok: false, code })

describe('trying a backup code', () => {
  it('says that it works, notes it, and tells the other devices [V11] [B17]', async () => {
    const { done, type } = await scene()
    expect(await type('4 k7q2 9xwd k7q2 9xwd')).to.deep.equal(works('works'))
    expect(done.slice(1)).to.deep.equal(['code 4 of an account', 'tried a set', 'told an account'])
  })

  it('says from when on it works, also where an older set still counts [V11]', async () => {
    const other = { setId: 'an old set', hash: await hashSecret('another') }
    const { done, type } = await scene({ held: [other, { countsFrom: 9 }] })
    expect(await type()).to.deep.equal(works('waits', 9))
    expect(done).to.include('tried a set')
  })

  it('says that it was used, and notes nothing [V11]', async () => {
    const { done, type } = await scene({ held: [{ used: true }] })
    expect(await type()).to.deep.equal(works('used'))
    expect(done).to.have.length(2)
  })

  it('says that it is wrong where it is none of the account’s, or where there are none [V11]', async () => {
    for (const held of [[{ hash: await hashSecret('another') }], []]) {
      const { done, type } = await scene({ held })
      expect(await type()).to.deep.equal(refused('code_invalid'))
      expect(done).to.have.length(2)
    }
  })

  it('takes a step-up for that, and looks at nothing without one [V8]', async () => {
    const { done, type } = await scene({ steppedUp: false })
    expect(await type()).to.deep.equal(refused('step_up_refused'))
    expect(done).to.deep.equal(['step-up to try-backup-code'])
  })

  it('is counted for its network first, and costs nothing where it can be no code [V9]', async () => {
    const { done, type } = await scene({ allowed: false })
    expect(await type('none')).to.deep.equal(refused('code_invalid'))
    expect(await type()).to.deep.equal({ ...refused('rate_limited'), retryAfterMs: 7 })
    expect(done).to.deep.equal([])
  })

  it('is nothing where the site has switched them off [B20]', async () => {
    const { done, type } = await scene({ setting: 'off' })
    expect(await type()).to.deep.equal(refused('not_found'))
    expect(done).to.deep.equal([])
  })
})
