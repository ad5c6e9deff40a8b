import { expect } from 'chai'
import { newCodes } from '../../server/methods/backup-codes/codes.ts'
import { showBackupCode } from '../../shared/backup-codes.ts'
import { newName } from '../protocol/scene.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { makeBackupCodes, SignedPage } from '../support/signed-page.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { type Ask, forEach, THRESHOLD_MS } from './support/timing.ts'
import { askUntilClear } from './support/until-clear.ts'

/** Each round takes an account of its own for each kind, since a wrong code slows the next one for the same name. */
const ROUNDS = bySize({ short: 20, long: 30, full: 40 })

const env = { LIMITS: 'sign-up=1000' }

const KINDS = ['unknown', 'without codes', 'wrong code', 'used code'] as const
type Kind = (typeof KINDS)[number]

describeAttacks('an oracle of backup codes', { inShortRun: 'embedded', own: true, env }, function (site) {
  this.timeout(360_000)
  this.retries(1)

  async function account(): Promise<SignedInDevice> {
    return new SignedInDevice(site.url).signUp(newName('Oracle'))
  }
  async function withCodes() {
    const device = await account()
    const { body } = await makeBackupCodes(device)
    return { name: device.name, codes: body.codes }
  }

  it('#65 is not what proving a code is: with codes or without, used or wrong, known or not [B6]', async () => {
    const wrong = () => showBackupCode(newCodes()[4]!)
    const make: Record<Kind, () => Promise<{ name: string; code: string }>> = {
      unknown: async () => ({ name: newName('Oracle Nobody'), code: wrong() }),
      'without codes': async () => ({ name: (await account()).name, code: wrong() }),
      'wrong code': async () => ({ name: (await withCodes()).name, code: wrong() }),
      'used code': async () => {
        const { name, codes } = await withCodes()
        await new SignedPage(site.url).proveCode(name, codes[4]!)
        return { name, code: codes[4]! }
      },
    }
    const made = forEach(KINDS, (): { name: string; code: string }[] => [])
    const found = await askUntilClear({
      kinds: KINDS,
      rounds: ROUNDS,
      /** All accounts first: what it takes to make one must not be near what is timed. */
      async prepare(from, to) {
        for (let round = from; round < to; round += 1)
          for (const kind of KINDS) made[kind].push(await make[kind]())
      },
      ask:
        (kind): Ask<unknown> =>
        async (round) => {
          const page = new SignedPage(site.url)
          const path = '/api/backup-codes/prove'
          const post = await page.signed(path, made[kind][round]!)
          return async () => {
            const { status, body } = await page.post(path, post)
            return { status, body }
          }
        },
      answered: (answer) =>
        expect(answer).to.deep.equal({ status: 404, body: { error: { code: 'code_invalid' } } }),
    })
    for (const kind of KINDS) expect(Math.abs(found[kind]), kind).to.be.below(THRESHOLD_MS)
  })
})
