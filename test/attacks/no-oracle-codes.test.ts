import { expect } from 'chai'
import { newCodes } from '../../server/methods/backup-codes/codes.ts'
import { hashSecret } from '../../server/methods/backup-codes/hash.ts'
import { showBackupCode } from '../../shared/backup-codes.ts'
import { accountOf } from '../protocol/admin-scene.ts'
import { newName } from '../protocol/scene.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { SignedPage } from '../support/signed-page.ts'
import { type SiteStores, siteStores } from '../support/site-stores.ts'
import type { Site } from '../support/sites.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { expectAlike, expectTold, forEach } from './support/timing.ts'

/** Each round takes an account of its own for each kind, since a wrong code slows the next one for the same name. */
const ROUNDS = bySize({ short: 15, long: 20, full: 30 })
const KINDS = ['unknown', 'without codes', 'switched off', 'wrong code', 'used code'] as const
type Kind = (typeof KINDS)[number]

const env = { LIMITS: 'sign-up=1000' }

/** Pages that type codes for names of all kinds. */
function typing(site: Site, stores: SiteStores) {
  const typed = forEach(KINDS, (): { readonly name: string; readonly code: string }[] => [])
  const account = () => new SignedInDevice(site.url).signUp(newName('Oracle'))
  const wrong = () => showBackupCode(newCodes()[4]!)
  /** One code is worked out, and not ten: what is in the others' rows is never asked for. */
  async function withCode() {
    const device = await account()
    const accountId = await accountOf(stores, device)
    const [passkey] = await stores.sql.credentials.list(accountId)
    const [code] = newCodes()
    const hash = await hashSecret(code!.secret)
    const rows = newCodes().map(({ number }) => ({ number, hash }))
    await stores.sql.backupCodes.make({ accountId, by: passkey!.id, trace: {} }, rows)
    return { device, name: device.name, code: showBackupCode(code!) }
  }
  const make: Readonly<Record<Kind, () => Promise<{ readonly name: string; readonly code: string }>>> = {
    unknown: async () => ({ name: newName('Oracle Nobody'), code: wrong() }),
    'without codes': async () => ({ name: (await account()).name, code: wrong() }),
    async 'switched off'() {
      const { device, name, code } = await withCode()
      const stepUp = await device.stepUp({ do: 'switch-off-backup-codes' })
      const { error } = await device.post('/api/backup-codes/off', { stepUp })
      expect(error).to.equal(null)
      return { name, code }
    },
    'wrong code': async () => ({ name: (await withCode()).name, code: wrong() }),
    async 'used code'() {
      const { name, code } = await withCode()
      const { status } = await new SignedPage(site.url).proveCode(name, code)
      expect(status).to.equal(200)
      return { name, code }
    },
  }
  /** All accounts first: what it takes to make one must not be near what is timed. */
  async function prepare(from: number, to: number) {
    for (let round = from; round < to; round += 1)
      for (const kind of KINDS) typed[kind].push(await make[kind]())
  }
  const ask = (kind: Kind) => async (round: number) => {
    const page = new SignedPage(site.url)
    const path = '/api/backup-codes/prove'
    const post = await page.signed(path, typed[kind][round]!)
    return async () => {
      const { status, body } = await page.post(path, post)
      return { status, body }
    }
  }
  const answered = (answer: unknown) =>
    expect(answer).to.deep.equal({ status: 404, body: { error: { code: 'code_invalid' } } })
  return { kinds: KINDS, rounds: ROUNDS, prepare, ask, answered }
}

describeAttacks(
  'an oracle of backup codes',
  { inShortRun: 'embedded', isLeftToLong: true, own: true, env },
  function (site) {
    this.timeout(360_000)
    this.retries(1)
    const stores = siteStores(site)

    it('#65 is not what proving a code is: with codes, without or switched off, used or wrong, known or not [B6]', () =>
      expectAlike(typing(site, stores)))
  },
)

const planted = { env, own: true, entry: 'test/support/rekey-with-a-delay.ts' }

describeAttacks(
  'an oracle of backup codes that was planted',
  { inShortRun: null, ...planted },
  function (site) {
    this.timeout(360_000)
    this.retries(2)
    const stores = siteStores(site)

    it('of 5 ms in looking up a name is noticed', () =>
      expectTold(typing(site, stores), ['without codes', 'switched off', 'wrong code', 'used code']))
  },
)
