import { expect } from 'chai'
import { contactPeople } from '../protocol/contact-people.ts'
import { newName } from '../protocol/scene.ts'
import { SignedPage } from '../support/signed-page.ts'
import type { Site } from '../support/sites.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { THRESHOLD_MS } from './support/timing.ts'
import { askUntilClear } from './support/until-clear.ts'

const ROUNDS = bySize({ short: 20, long: 30, full: 40 })
/** Names of each kind. Links are counted for networks alone, and each page has its own. */
const NAMES = 5
const KINDS = ['unknown', 'without contacts', 'with a contact'] as const
type Kind = (typeof KINDS)[number]

const env = { LIMITS: 'sign-up=1000,vouch-asked=1000' }

/** Pages that ask for names that nobody has, and for those of accounts with a contact and without one. */
function asking(site: Site) {
  const { newFriend, withContact } = contactPeople(site)
  const pages: Record<Kind, SignedPage[]> = { unknown: [], 'without contacts': [], 'with a contact': [] }

  async function question() {
    const names: Record<Kind, string[]> = { unknown: [], 'without contacts': [], 'with a contact': [] }
    // All accounts first: what it takes to make one must not be near what is timed.
    for (let made = 0; made < NAMES; made += 1) {
      names.unknown.push(newName('Nobody'))
      names['without contacts'].push((await newFriend()).name)
      names['with a contact'].push((await withContact()).owner.name)
    }
    const ask = (kind: Kind) => async (round: number) => {
      const page = new SignedPage(site.url)
      pages[kind].push(page)
      const post = await page.signed('/api/contact/ask', { name: names[kind][round % NAMES] })
      return () => page.post('/api/contact/ask', post)
    }
    const answered = (answer: unknown) => {
      const { status, body } = answer as Awaited<ReturnType<SignedPage['askContact']>>
      expect([status, Object.keys(body).sort()]).to.deep.equal([200, ['now', 'secret', 'until']])
      expect(body.secret).to.have.length(22)
      // The database reads its clock once for either.
      expect(body.until - body.now).to.be.within(1_800_000, 1_800_050)
    }
    return { kinds: KINDS, rounds: ROUNDS, ask, answered }
  }
  /** A page that asked, for a round of what comes after that. */
  const pageOf = (kind: Kind, round: number) => pages[kind][round % pages[kind].length]!
  return { question, pageOf }
}

describeAttacks(
  'an oracle of contacts',
  { inShortRun: 'embedded', isLeftToLong: true, own: true, env },
  function (site) {
    this.timeout(360_000)
    this.retries(1)
    const { question, pageOf } = asking(site)

    function expectAlike(found: Readonly<Record<Kind, number>>) {
      for (const kind of KINDS) expect(Math.abs(found[kind]), kind).to.be.below(THRESHOLD_MS)
    }

    it('#76c is not what asking for a link is, nor typing a code: with contacts, without, or unknown [F17]', async () => {
      expectAlike(await askUntilClear(await question()))
      const typing = (kind: Kind) => async (round: number) => {
        const page = pageOf(kind, round)
        const post = await page.signed('/api/contact/prove', { code: '12345678' })
        return async () => {
          const { status, body } = await page.post('/api/contact/prove', post)
          return { status, body }
        }
      }
      const refused = (answer: unknown) =>
        expect(answer).to.deep.equal({ status: 404, body: { error: { code: 'code_invalid' } } })
      expectAlike(await askUntilClear({ kinds: KINDS, rounds: ROUNDS, ask: typing, answered: refused }))
    })
  },
)

const planted = { env, own: true, entry: 'test/support/rekey-with-a-delay.ts' }

describeAttacks('an oracle of contacts that was planted', { inShortRun: null, ...planted }, function (site) {
  this.timeout(360_000)
  this.retries(1)
  const { question } = asking(site)

  it('of 5 ms in looking up a name is noticed', async () => {
    const found = await askUntilClear(await question())
    for (const kind of ['without contacts', 'with a contact'] as const)
      expect(found[kind], kind).to.be.above(THRESHOLD_MS)
  })
})
