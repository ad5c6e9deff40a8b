import { expect } from 'chai'
import { newName } from '../protocol/scene.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { SignedPage } from '../support/signed-page.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { type Ask, differences, forEach, sample, THRESHOLD_MS } from './support/timing.ts'

/** Each round takes a name of its own for each kind, since a name has a few cases a day from one network. */
const ROUNDS = bySize({ short: 20, long: 40, full: 40 })

const env = { ASSISTED: 'on', LIMITS: 'sign-up=1000,case-network=1000,case-browser=50' }

describeAttacks('an oracle of names by cases', { inShortRun: 'embedded', own: true, env }, function (site) {
  this.timeout(240_000)
  this.retries(2)

  async function times(make: () => Promise<string>): Promise<readonly string[]> {
    const made: string[] = []
    for (let round = 0; round < ROUNDS; round += 1) made.push(await make())
    return made
  }
  /** The same shape for all, and no difference in time that anybody could measure. */
  async function alike(
    kinds: readonly string[],
    ask: (kind: string) => Ask<unknown>,
    answered: (answer: unknown) => void,
  ) {
    const sampled = await sample(forEach(kinds, ask), ROUNDS)
    for (const { answers } of Object.values(sampled)) for (const answer of answers) answered(answer)
    for (const [kind, ms] of Object.entries(differences(sampled, 'unknown')))
      expect(Math.abs(ms), kind).to.be.below(THRESHOLD_MS)
  }

  it('#57e is not what opening a case is, nor looking at it or typing a code: known or unknown [C2]', async () => {
    // All accounts first: what it takes to make one must not be near what is timed.
    const names: Record<string, readonly string[]> = {
      unknown: await times(async () => newName('Nobody')),
      known: await times(async () => (await new SignedInDevice(site.url).signUp(newName('Oracle'))).name),
    }
    const kinds = Object.keys(names)
    const pages = new Map<string, SignedPage>()
    const pageOf = (kind: string, round: number) => {
      const page = pages.get(`${kind} ${round}`) ?? new SignedPage(site.url)
      pages.set(`${kind} ${round}`, page)
      return page
    }
    const asking =
      (kind: string): Ask<unknown> =>
      async (round) => {
        const page = pageOf(kind, round)
        const post = await page.signed('/api/case/ask', { name: names[kind]?.[round] })
        return () => page.post('/api/case/ask', post)
      }
    await alike(kinds, asking, (answer) => {
      const { status, body } = answer as Awaited<ReturnType<SignedPage['openCase']>>
      expect([status, Object.keys(body).sort()]).to.deep.equal([
        200,
        ['name', 'now', 'number', 'openedAt', 'until'],
      ])
      expect(body.until - body.now).to.equal(7 * 86_400_000)
    })
    const looking =
      (kind: string): Ask<unknown> =>
      async (round) => {
        const page = pageOf(kind, round)
        const post = await page.signed('/api/case/look', {})
        return async () => (await page.post('/api/case/look', post)).body
      }
    await alike(kinds, looking, (answer) => {
      const { own, ...more } = answer as { own: object }
      expect(more).to.deep.equal({ recoveryId: null })
      expect(Object.keys(own).sort()).to.deep.equal(['name', 'now', 'number', 'openedAt', 'until'])
    })
    const typing =
      (kind: string): Ask<unknown> =>
      async (round) => {
        const page = pageOf(kind, round)
        const post = await page.signed('/api/case/prove', { code: 'K7Q2 9XWD K7Q2 9XWD K7Q2' })
        return async () => {
          const { status, body } = await page.post('/api/case/prove', post)
          return { status, body }
        }
      }
    await alike(kinds, typing, (answer) =>
      expect(answer).to.deep.equal({ status: 404, body: { error: { code: 'code_invalid' } } }),
    )
  })
})
