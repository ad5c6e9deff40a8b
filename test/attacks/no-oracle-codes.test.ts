import { expect } from 'chai'
import { newCodes } from '../../server/methods/backup-codes/codes.ts'
import { showBackupCode } from '../../shared/backup-codes.ts'
import { newName } from '../protocol/scene.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { makeBackupCodes, SignedPage } from '../support/signed-page.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { type Ask, differences, forEach, sample, THRESHOLD_MS } from './support/timing.ts'

/** Each round takes an account of its own for each kind, since a wrong code slows the next one for the same name. */
const ROUNDS = bySize({ short: 20, long: 40, full: 40 })

const env = { LIMITS: 'sign-up=1000' }

async function times<Value>(make: () => Promise<Value>): Promise<readonly Value[]> {
  const made: Value[] = []
  for (let round = 0; round < ROUNDS; round += 1) made.push(await make())
  return made
}

describeAttacks(
  'an oracle of backup codes',
  { inShortRun: 'embedded', isLeftToLong: true, own: true, env },
  function (site) {
    this.timeout(240_000)
    this.retries(2)

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
      // All accounts first: what it takes to make one must not be near what is timed.
      const kinds = {
        unknown: await times(async () => ({ name: newName('Oracle Nobody'), code: wrong() })),
        'without codes': await times(async () => ({ name: (await account()).name, code: wrong() })),
        'wrong code': await times(async () => ({ name: (await withCodes()).name, code: wrong() })),
        'used code': await times(async () => {
          const { name, codes } = await withCodes()
          await new SignedPage(site.url).proveCode(name, codes[4]!)
          return { name, code: codes[4]! }
        }),
      }
      const names = Object.keys(kinds) as (keyof typeof kinds)[]
      const ask =
        (kind: keyof typeof kinds): Ask<unknown> =>
        async (round) => {
          const page = new SignedPage(site.url)
          const path = '/api/backup-codes/prove'
          const post = await page.signed(path, kinds[kind][round]!)
          return async () => {
            const { status, body } = await page.post(path, post)
            return { status, body }
          }
        }
      const sampled = await sample(forEach(names, ask), ROUNDS)
      for (const { answers } of Object.values(sampled))
        for (const answer of answers)
          expect(answer).to.deep.equal({ status: 404, body: { error: { code: 'code_invalid' } } })
      for (const [kind, ms] of Object.entries(differences(sampled, 'unknown')))
        expect(Math.abs(ms), kind).to.be.below(THRESHOLD_MS)
    })
  },
)
