import { expect } from 'chai'
import { StoreAway } from '../../server/errors/store-away.ts'
import { keepSending } from '../../server/mail/keep-sending.ts'
import type { LeasedMail } from '../../server/mail/leased-mail.ts'
import type { Mail, Sending } from '../../server/mail/mail.ts'
import { GIVE_UP_MS, retryAfterMs } from '../../server/mail/retry.ts'
import { LEASE_MS } from '../../server/outbox/outbox.ts'
import { careful } from '../support/careful.ts'

const SITE = { name: 'Example', url: 'https://login.example.com', supportUrl: null }
const SILENT = { warn: () => {} }

function leased(id: string, content: unknown): LeasedMail {
  return {
    id,
    to: `${id}@example.com`,
    accountId: null,
    content: content as LeasedMail['content'],
    at: 0,
    leasedUntil: 1,
    tries: 3,
  }
}

const CODE = { what: 'address-code', code: '12345678', account: 'a', from: { device: null, network: null } }

/** Sends these batches, and resolves with what became of them when the outbox is asked for the next one. */
async function run(batches: readonly (readonly LeasedMail[] | Error)[], answer: (mail: Mail) => Sending) {
  const done: string[] = []
  const warned: string[] = []
  const left = [...batches]
  let stop: () => Promise<void> = async () => {}
  await new Promise<void>((resolve) => {
    stop = keepSending({
      outbox: {
        async lease() {
          const next = left.shift()
          if (next instanceof Error) throw next
          if (!next) resolve()
          return next ?? []
        },
        sent: async ({ id }) => void done.push(`sent ${id}`),
        async putOff({ id }, retryMs, why) {
          done.push(`later ${id} ${retryMs / 60_000} min ${why}`)
          return 'given-up'
        },
        refused: async ({ id }, why) => void done.push(`refused ${id} ${why}`),
      },
      mailer: { place: 'nowhere', send: async (mail) => answer(mail) },
      site: SITE,
      nameOf: async () => null,
      warnings: { begin: (kind) => void warned.push(kind), end: (kind) => void warned.push(`no ${kind}`) },
      careful,
      log: SILENT,
      everyMs: 1,
    })
  })
  await stop()
  return { done, warned }
}

describe('the sending of mail', () => {
  it('notes what became of each, and warns while mails wait', async () => {
    const outcomes: Record<string, Sending> = {
      one: { outcome: 'sent' },
      two: { outcome: 'refused', why: '550' },
      three: { outcome: 'later', why: 'ECONNECTION' },
    }
    const mails = Object.keys(outcomes).map((id) => leased(id, CODE))
    const { done, warned } = await run([mails], ({ id }) => outcomes[id]!)
    expect(done).to.have.members(['sent one', 'refused two 550', 'later three 4 min ECONNECTION'])
    expect(warned).to.include.members(['mail', 'mail-given-up'])
  })

  it('[M49] warns of a mail that a server refuses for good, until it takes one', async () => {
    const { done, warned } = await run([[leased('one', CODE)], [leased('two', CODE)]], ({ id }) =>
      id === 'one' ? { outcome: 'refused', why: '550 5.1.1' } : { outcome: 'sent' },
    )
    expect(done).to.deep.equal(['refused one 550 5.1.1', 'sent two'])
    expect(warned).to.deep.equal(['mail', 'no mail'])
  })

  it('[M12] goes on after the database was away', async () => {
    const { done, warned } = await run([new StoreAway('sql'), [leased('one', CODE)]], () => ({
      outcome: 'sent',
    }))
    expect(done).to.deep.equal(['sent one'])
    expect(warned).to.deep.equal(['mail', 'no mail'])
  })

  it('[M13] puts off what it cannot read, and sends the others', async () => {
    const mails = [leased('odd', { what: 'of a later version' }), leased('one', CODE)]
    const { done } = await run([mails], () => ({ outcome: 'sent' }))
    expect(done).to.have.members(['sent one', 'later odd 4 min unreadable'])
  })

  it('[M19] tries again after 1, 2, 4, 8, 16 and 32 minutes and then every hour, for three days', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 100].map((tries) => retryAfterMs(tries) / 60_000)
    expect(minutes).to.deep.equal([1, 2, 4, 8, 16, 32, 60, 60, 60])
    expect(GIVE_UP_MS / 3_600_000).to.equal(72)
    // The longest try takes a minute.
    expect(LEASE_MS).to.be.above(60_000)
  })
})
