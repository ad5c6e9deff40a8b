import { expect } from 'chai'
import { newName } from '../protocol/scene.ts'
import { runSql } from '../support/run-sql.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { SignedPage } from '../support/signed-page.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { type Ask, forEach, THRESHOLD_MS } from './support/timing.ts'
import { askUntilClear } from './support/until-clear.ts'

/** Each round takes an address of its own for each kind, since an address has a few mails a day from one network. */
const ROUNDS = bySize({ short: 20, long: 30, full: 40 })
const KINDS = ['unknown', 'not confirmed', 'known'] as const
type Kind = (typeof KINDS)[number]

/** Nobody listens there, so that no mail is being sent while the answers are timed. */
const env = {
  SMTP_URL: 'smtp://127.0.0.1:9',
  LIMITS: 'sign-up=1000,email-proof-network=2000,email-proof-browser=100',
}

describeAttacks(
  'an oracle of e-mail addresses',
  { inShortRun: 'embedded', isLeftToLong: true, own: true, env },
  function (site) {
    this.timeout(360_000)
    this.retries(1)

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
    const expectAlike = (found: Readonly<Record<Kind, number>>) => {
      for (const kind of KINDS) expect(Math.abs(found[kind]), kind).to.be.below(THRESHOLD_MS)
    }

    it('#55e is not what asking for a mail is, nor typing a code: known, not confirmed or unknown [E4]', async () => {
      const addresses = forEach(KINDS, (): string[] => [])
      const pages = forEach(KINDS, (): SignedPage[] => [])
      /** All accounts first: what it takes to make one must not be near what is timed. */
      async function prepare(from: number, to: number) {
        for (let round = from; round < to; round += 1) {
          addresses.unknown.push(newAddress())
          addresses['not confirmed'].push(await withAddress('unconfirmed'))
          addresses.known.push(await withAddress('counts'))
        }
      }
      const asking =
        (kind: Kind): Ask<unknown> =>
        async (round) => {
          const page = new SignedPage(site.url)
          pages[kind].push(page)
          const post = await page.signed('/api/email/ask', { address: addresses[kind][round] })
          return async () => page.post('/api/email/ask', post)
        }
      const asked = (answer: unknown) => {
        const { status, body } = answer as Awaited<ReturnType<SignedPage['askMail']>>
        expect([status, Object.keys(body).sort()]).to.deep.equal([200, ['codeUntil', 'linkUntil', 'now']])
        expect([body.codeUntil - body.now, body.linkUntil - body.now]).to.deep.equal([600_000, 1_800_000])
      }
      expectAlike(
        await askUntilClear({ kinds: KINDS, rounds: ROUNDS, prepare, ask: asking, answered: asked }),
      )
      const typing =
        (kind: Kind): Ask<unknown> =>
        async (round) => {
          const page = pages[kind][round % pages[kind].length]!
          const post = await page.signed('/api/email/prove', { code: '12345678' })
          return async () => {
            const { status, body } = await page.post('/api/email/prove', post)
            return { status, body }
          }
        }
      const refused = (answer: unknown) =>
        expect(answer).to.deep.equal({ status: 404, body: { error: { code: 'code_invalid' } } })
      expectAlike(await askUntilClear({ kinds: KINDS, rounds: ROUNDS, ask: typing, answered: refused }))
      const mailed = await runSql(site, `select recipient from mails where content like '%recovery-code%'`)
      const recipients = mailed.map(({ recipient }) => String(recipient))
      expect(recipients).to.include.members(addresses.known)
      for (const kind of ['unknown', 'not confirmed'] as const)
        expect(recipients).not.to.include.oneOf(addresses[kind])
    })
  },
)
