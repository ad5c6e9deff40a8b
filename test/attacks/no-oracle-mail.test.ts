import { expect } from 'chai'
import { newName } from '../protocol/scene.ts'
import { runSql } from '../support/run-sql.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { SignedPage } from '../support/signed-page.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { type Ask, differences, forEach, sample, THRESHOLD_MS } from './support/timing.ts'

/** Each round takes an address of its own for each kind, since an address has a few mails a day from one network. */
const ROUNDS = bySize({ short: 20, long: 40, full: 40 })

/** Nobody listens there, so that no mail is being sent while the answers are timed. */
const env = {
  SMTP_URL: 'smtp://127.0.0.1:9',
  LIMITS: 'sign-up=1000,email-proof-network=2000,email-proof-browser=100',
}

describeAttacks('an oracle of e-mail addresses', { inShortRun: 'embedded', own: true, env }, function (site) {
  this.timeout(240_000)
  this.retries(2)

  let people = 0
  const newAddress = () => {
    people += 1
    return `oracle-${people}-${process.pid}@example.com`
  }
  /** Somebody with an address, in a state that only time and a mailbox bring about. */
  async function withAddress(state: 'unconfirmed' | 'counts'): Promise<string> {
    const device = await new SignedInDevice(site.url).signUp(newName('Oracle'))
    const address = newAddress()
    const stepUp = await device.stepUp({ do: 'add-address', address })
    const { body } = await device.post('/api/addresses', { address, stepUp })
    if (state === 'counts')
      await runSql(
        site,
        `update addresses set state = 'counts', counts_since = 1 where id = '${body.addressId}'`,
      )
    return address
  }
  async function times(make: () => Promise<string>): Promise<readonly string[]> {
    const made: string[] = []
    for (let round = 0; round < ROUNDS; round += 1) made.push(await make())
    return made
  }
  /** The same shape for all, and no difference in time that anybody could measure. */
  async function alike(
    kinds: Readonly<Record<string, readonly string[]>>,
    ask: (kind: string) => Ask<unknown>,
    answered: (answer: unknown) => void,
  ) {
    const sampled = await sample(forEach(Object.keys(kinds), ask), ROUNDS)
    for (const { answers } of Object.values(sampled)) for (const answer of answers) answered(answer)
    for (const [kind, ms] of Object.entries(differences(sampled, 'unknown')))
      expect(Math.abs(ms), kind).to.be.below(THRESHOLD_MS)
  }

  it('#55e is not what asking for a mail is, nor typing a code: known, not confirmed or unknown [E4]', async () => {
    // All accounts first: what it takes to make one must not be near what is timed.
    const kinds: Record<string, readonly string[]> = {
      unknown: await times(async () => newAddress()),
      'not confirmed': await times(() => withAddress('unconfirmed')),
      known: await times(() => withAddress('counts')),
    }
    const pages = new Map<string, SignedPage>()
    const asking =
      (kind: string): Ask<unknown> =>
      async (round) => {
        const page = new SignedPage(site.url)
        pages.set(`${kind} ${round}`, page)
        const post = await page.signed('/api/email/ask', { address: kinds[kind]?.[round] })
        return async () => page.post('/api/email/ask', post)
      }
    await alike(kinds, asking, (answer) => {
      const { status, body } = answer as Awaited<ReturnType<SignedPage['askMail']>>
      expect([status, Object.keys(body).sort()]).to.deep.equal([200, ['codeUntil', 'linkUntil', 'now']])
      expect([body.codeUntil - body.now, body.linkUntil - body.now]).to.deep.equal([600_000, 1_800_000])
    })
    const typing =
      (kind: string): Ask<unknown> =>
      async (round) => {
        const page = pages.get(`${kind} ${round}`) ?? new SignedPage(site.url)
        const post = await page.signed('/api/email/prove', { code: '12345678' })
        return async () => {
          const { status, body } = await page.post('/api/email/prove', post)
          return { status, body }
        }
      }
    await alike(kinds, typing, (answer) =>
      expect(answer).to.deep.equal({ status: 404, body: { error: { code: 'code_invalid' } } }),
    )
    const mailed = await runSql(site, `select recipient from mails where content like '%recovery-code%'`)
    const recipients = mailed.map(({ recipient }) => String(recipient))
    expect(recipients).to.include.members([...(kinds.known ?? [])])
    for (const kind of ['unknown', 'not confirmed'])
      expect(recipients).not.to.include.oneOf([...(kinds[kind] ?? [])])
  })
})
