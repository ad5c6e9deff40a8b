import { expect } from 'chai'
import { newName } from '../protocol/scene.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { SignedPage } from '../support/signed-page.ts'
import type { Site } from '../support/sites.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { expectAlike, expectTold } from './support/timing.ts'

/** Each round takes a name of its own for each kind, since a name has a few cases a day from one network. */
const ROUNDS = bySize({ short: 20, long: 30, full: 40 })
/** `off`: its owner wants no help by supporters. */
const KINDS = ['unknown', 'known', 'off'] as const
type Kind = (typeof KINDS)[number]

const env = { ASSISTED: 'user', LIMITS: 'sign-up=1000,case-network=1000,case-browser=50' }
const OWN = ['name', 'now', 'number', 'openedAt', 'until']

/** Pages that ask for names that somebody has, with help or without, and names that nobody has. */
function asking(site: Site) {
  const names: Record<Kind, string[]> = { unknown: [], known: [], off: [] }
  const pages: Record<Kind, SignedPage[]> = { unknown: [], known: [], off: [] }
  /** All accounts first: what it takes to make one must not be near what is timed. */
  async function prepare(from: number, to: number) {
    for (let round = from; round < to; round += 1) {
      names.unknown.push(newName('Nobody'))
      names.known.push((await new SignedInDevice(site.url).signUp(newName('Oracle'))).name)
      const alone = await new SignedInDevice(site.url).signUp(newName('Alone'))
      const stepUp = await alone.stepUp({ do: 'switch-assisted', on: false })
      await alone.post('/api/assisted/switch', { on: false, stepUp })
      names.off.push(alone.name)
    }
  }
  const ask = (kind: Kind) => async (round: number) => {
    const page = new SignedPage(site.url)
    pages[kind].push(page)
    const post = await page.signed('/api/case/ask', { name: names[kind][round] })
    return () => page.post('/api/case/ask', post)
  }
  function answered(answer: unknown) {
    const { status, body } = answer as Awaited<ReturnType<SignedPage['openCase']>>
    expect([status, Object.keys(body).sort()]).to.deep.equal([200, OWN])
    // The database reads its clock once for either.
    expect(body.until - body.now).to.be.within(7 * 86_400_000, 7 * 86_400_000 + 50)
  }
  /** A page that asked, for a round of what comes after that. */
  const pageOf = (kind: Kind, round: number) => pages[kind][round % pages[kind].length]!
  return { pageOf, question: { kinds: KINDS, rounds: ROUNDS, prepare, ask, answered } }
}

describeAttacks(
  'an oracle of names by cases',
  { inShortRun: 'embedded', isLeftToLong: true, own: true, env },
  function (site) {
    this.timeout(360_000)
    this.retries(1)

    it('#57e is not what opening a case is, nor looking at it or typing a code: known, unknown or switched off [C2][C31]', async () => {
      const { question, pageOf } = asking(site)
      await expectAlike(question)
      const looking = (kind: Kind) => async (round: number) => {
        const page = pageOf(kind, round)
        const post = await page.signed('/api/case/look', {})
        return async () => (await page.post('/api/case/look', post)).body
      }
      const seen = (answer: unknown) => {
        const { own, ...more } = answer as { own: object }
        expect(more).to.deep.equal({ recoveryId: null })
        expect(Object.keys(own).sort()).to.deep.equal(OWN)
      }
      await expectAlike({ kinds: KINDS, rounds: ROUNDS, ask: looking, answered: seen })
      const typing = (kind: Kind) => async (round: number) => {
        const page = pageOf(kind, round)
        const post = await page.signed('/api/case/prove', { code: 'K7Q2 9XWD K7Q2 9XWD K7Q2' })
        return async () => {
          const { status, body } = await page.post('/api/case/prove', post)
          return { status, body }
        }
      }
      const refused = (answer: unknown) =>
        expect(answer).to.deep.equal({ status: 404, body: { error: { code: 'code_invalid' } } })
      await expectAlike({ kinds: KINDS, rounds: ROUNDS, ask: typing, answered: refused })
    })
  },
)

const planted = { env, own: true, entry: 'test/support/rekey-with-a-delay.ts' }

describeAttacks('an oracle of cases that was planted', { inShortRun: null, ...planted }, function (site) {
  this.timeout(360_000)
  this.retries(2)

  it('of 5 ms in looking up a name is noticed', () => expectTold(asking(site).question, ['known', 'off']))
})
