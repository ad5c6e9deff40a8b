import { expect } from 'chai'
import { newName } from '../protocol/scene.ts'
import { runSql } from '../support/run-sql.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { SignedPage } from '../support/signed-page.ts'
import type { Site } from '../support/sites.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { expectAlike, expectTold, forEach } from './support/timing.ts'

/** Each round takes an address of its own for each kind, since an address has a few mails a day from one network. */
const ROUNDS = bySize({ short: 20, long: 30, full: 40 })
/** `off`: its owner wants no recovery by e-mail. */
const KINDS = ['unknown', 'not confirmed', 'off', 'known'] as const
type Kind = (typeof KINDS)[number]

/** Nobody listens there, so that no mail is being sent while the answers are timed. */
const env = {
  SMTP_URL: 'smtp://127.0.0.1:9',
  LIMITS: 'sign-up=1000,email-proof-network=2000,email-proof-browser=100',
}

/** No address is used again when a test is tried once more. */
let people = 0

/** Pages that ask for mails to addresses of all kinds, and then type codes. */
function asking(site: Site) {
  const addresses = forEach(KINDS, (): string[] => [])
  const pages = forEach(KINDS, (): SignedPage[] => [])
  const newAddress = () => {
    people += 1
    return `oracle-${people}-${process.pid}@example.com`
  }
  /** Somebody with an address, in a state that only time and a mailbox bring about. */
  async function withAddress(kind: Exclude<Kind, 'unknown'>): Promise<string> {
    const device = await new SignedInDevice(site.url).signUp(newName('Oracle'))
    const address = newAddress()
    const stepUp = await device.stepUp({ do: 'add-address', address })
    const { body } = await device.post('/api/addresses', { address, stepUp })
    if (kind !== 'not confirmed')
      await runSql(
        site,
        `update addresses set state = 'counts', counts_since = 1 where id = '${body.addressId}'`,
      )
    if (kind === 'off') {
      const off = await device.stepUp({ do: 'switch-email-recovery', on: false })
      await device.post('/api/email/switch', { on: false, stepUp: off })
    }
    return address
  }
  /** All accounts first: what it takes to make one must not be near what is timed. */
  async function prepare(from: number, to: number) {
    for (let round = from; round < to; round += 1) {
      addresses.unknown.push(newAddress())
      for (const kind of ['not confirmed', 'off', 'known'] as const)
        addresses[kind].push(await withAddress(kind))
    }
  }
  const ask = (kind: Kind) => async (round: number) => {
    const page = new SignedPage(site.url)
    pages[kind].push(page)
    const post = await page.signed('/api/email/ask', { address: addresses[kind][round] })
    return () => page.post('/api/email/ask', post)
  }
  function asked(answer: unknown) {
    const { status, body } = answer as Awaited<ReturnType<SignedPage['askMail']>>
    expect([status, Object.keys(body).sort()]).to.deep.equal([200, ['codeUntil', 'linkUntil', 'now']])
    expect([body.codeUntil - body.now, body.linkUntil - body.now]).to.deep.equal([600_000, 1_800_000])
  }
  const type = (kind: Kind) => async (round: number) => {
    const page = pages[kind][round % pages[kind].length]!
    const post = await page.signed('/api/email/prove', { code: '12345678' })
    return async () => {
      const { status, body } = await page.post('/api/email/prove', post)
      return { status, body }
    }
  }
  const refused = (answer: unknown) =>
    expect(answer).to.deep.equal({ status: 404, body: { error: { code: 'code_invalid' } } })
  return {
    addresses,
    mails: { kinds: KINDS, rounds: ROUNDS, prepare, ask, answered: asked },
    codes: { kinds: KINDS, rounds: ROUNDS, ask: type, answered: refused },
  }
}

describeAttacks(
  'an oracle of e-mail addresses',
  { inShortRun: 'embedded', isLeftToLong: true, own: true, env },
  function (site) {
    this.timeout(360_000)
    this.retries(1)

    it('#55e is not what asking for a mail is, nor typing a code: known, not confirmed, switched off or unknown [E4]', async () => {
      const { mails, codes, addresses } = asking(site)
      await expectAlike(mails)
      await expectAlike(codes)
      const mailed = await runSql(site, `select recipient from mails where content like '%recovery-code%'`)
      const recipients = mailed.map(({ recipient }) => String(recipient))
      expect(recipients).to.include.members(addresses.known)
      for (const kind of ['unknown', 'not confirmed', 'off'] as const)
        expect(recipients).not.to.include.oneOf(addresses[kind])
    })
  },
)

const planted = { env, own: true, entry: 'test/support/rekey-with-slow-rows.ts' }

describeAttacks(
  'an oracle of e-mail addresses that was planted',
  { inShortRun: null, ...planted },
  function (site) {
    this.timeout(360_000)
    this.retries(2)

    it('of 5 ms in finding a row of an account is noticed, by asking and by typing', async () => {
      const { mails, codes } = asking(site)
      await expectTold(mails, ['known'])
      await expectTold(codes, ['known'])
    })
  },
)
