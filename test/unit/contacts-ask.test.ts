import { expect } from 'chai'
import { createAsk } from '../../server/methods/contacts/ask.ts'
import { hashCode, idOf, newCode, newSecret } from '../../server/methods/contacts/secrets.ts'
import { createKeys } from '../../server/secrets/keys.ts'
import { parseVouchCode } from '../../shared/contacts.ts'
import type { PageKey } from '../../shared/ids.ts'
import { newContext } from '../support/new-context.ts'

const page = { pageKey: 'a page' as PageKey }

describe('asking for the word of a contact', () => {
  function setUp(allowed: boolean, setting: 'off' | 'user' = 'user') {
    const asked: unknown[] = []
    const ask = createAsk({
      setting,
      accounts: { findByName: async () => null },
      vouches: {
        ask: async (asking) => {
          asked.push(asking)
          return { until: 2, now: 1 }
        },
      },
      guard: { vouchAsked: async () => (allowed ? { allowed } : { allowed, retryAfterMs: 7 }) },
    })
    return { asked, ask: (name: string) => ask({ name }, page, newContext()) }
  }

  it('[F26] is counted for the network before anything is looked up', async () => {
    const { ask, asked } = setUp(false)
    expect(await ask('Somebody')).to.deep.equal({ ok: false, code: 'rate_limited', retryAfterMs: 7 })
    expect(asked).to.deep.equal([])
  })

  it('[F23] answers that there is nothing where contacts are off', async () => {
    const { ask, asked } = setUp(true, 'off')
    expect(await ask('Somebody')).to.include({ ok: false, code: 'not_found' })
    expect(asked).to.deep.equal([])
  })

  it('[F12] keeps a hash of the link alone, which is new each time', async () => {
    const { ask, asked } = setUp(true)
    const answers = [await ask('Somebody'), await ask('Somebody')]
    const secrets = answers.map((answer) => (answer.ok ? answer.body.secret : ''))
    expect(new Set(secrets)).to.have.length(2)
    for (const secret of secrets) {
      expect(secret).to.have.length(22)
      expect(JSON.stringify(asked)).not.to.include(secret)
      expect(JSON.stringify(asked)).to.include(idOf(secret))
    }
  })

  it('[F12] hashes a code with the key of the deployment, for one request', () => {
    const [one, other] = [createKeys('x'.repeat(32)).current, createKeys('y'.repeat(32)).current]
    const [id, code] = [newSecret(), newCode()]
    expect(parseVouchCode(` ${code.slice(0, 4)} ${code.slice(4)} `)).to.equal(code)
    const hash = hashCode(one, id, code)
    expect(hash).not.to.include(code)
    for (const different of [hashCode(other, id, code), hashCode(one, newSecret(), code)])
      expect(different).not.to.equal(hash)
    for (const typed of ['', '1234567', '123456789', '1234567a']) expect(parseVouchCode(typed)).to.equal(null)
  })
})
