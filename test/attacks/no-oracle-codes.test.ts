import { expect } from 'chai'
import { newCodes } from '../../server/methods/backup-codes/codes.ts'
import { showBackupCode } from '../../shared/backup-codes.ts'
import { newName } from '../protocol/scene.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { makeBackupCodes, SignedPage } from '../support/signed-page.ts'
import type { Site } from '../support/sites.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { expectAlike, expectTold, forEach } from './support/timing.ts'

/** Each round takes an account of its own for each kind, since a wrong code slows the next one for the same name. */
const ROUNDS = bySize({ short: 10, long: 20, full: 30 })
const KINDS = ['unknown', 'without codes', 'switched off', 'wrong code', 'used code'] as const
type Kind = (typeof KINDS)[number]

const env = { LIMITS: 'sign-up=1000' }

/** Pages that type codes for names of all kinds. */
function typing(site: Site) {
  const typed = forEach(KINDS, (): { readonly name: string; readonly code: string }[] => [])
  const account = () => new SignedInDevice(site.url).signUp(newName('Oracle'))
  const wrong = () => showBackupCode(newCodes()[4]!)
  async function withCodes() {
    const device = await account()
    const { body } = await makeBackupCodes(device)
    return { device, name: device.name, codes: body.codes }
  }
  const make: Readonly<Record<Kind, () => Promise<{ readonly name: string; readonly code: string }>>> = {
    unknown: async () => ({ name: newName('Oracle Nobody'), code: wrong() }),
    'without codes': async () => ({ name: (await account()).name, code: wrong() }),
    async 'switched off'() {
      const { device, name, codes } = await withCodes()
      const stepUp = await device.stepUp({ do: 'switch-off-backup-codes' })
      await device.post('/api/backup-codes/off', { stepUp })
      return { name, code: codes[4]! }
    },
    'wrong code': async () => ({ name: (await withCodes()).name, code: wrong() }),
    async 'used code'() {
      const { name, codes } = await withCodes()
      await new SignedPage(site.url).proveCode(name, codes[4]!)
      return { name, code: codes[4]! }
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

    it('#65 is not what proving a code is: with codes, without or switched off, used or wrong, known or not [B6]', () =>
      expectAlike(typing(site)))
  },
)

const planted = { env, own: true, entry: 'test/support/rekey-with-a-delay.ts' }

describeAttacks(
  'an oracle of backup codes that was planted',
  { inShortRun: null, ...planted },
  function (site) {
    this.timeout(360_000)
    this.retries(2)

    it('of 5 ms in looking up a name is noticed', () =>
      expectTold(typing(site), ['without codes', 'switched off', 'wrong code', 'used code']))
  },
)
