import { expect } from 'chai'
import { contactPeople } from '../protocol/contact-people.ts'
import { newName } from '../protocol/scene.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import { SignedPage } from '../support/signed-page.ts'
import type { Site } from '../support/sites.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { expectAlike, expectTold, forEach } from './support/timing.ts'

const ROUNDS = bySize({ short: 20, long: 30, full: 40 })
/** Names of each kind. Links are counted for networks alone, and each page has its own. */
const NAMES = 5
const KINDS = ['unknown', 'without contacts', 'with a contact'] as const
type Kind = (typeof KINDS)[number]
/** `refuses`: wants to be nobody's contact. */
const NAMED = ['unknown', 'known', 'refuses'] as const
type Named = (typeof NAMED)[number]

const env = { LIMITS: 'sign-up=1000,vouch-asked=1000' }

type People = ReturnType<typeof contactPeople>

/** Pages that ask for names that nobody has, and for those of accounts with a contact and without one. */
function asking(site: Site, { newFriend, withContact }: People) {
  const pages = forEach(KINDS, (): SignedPage[] => [])
  const names = forEach(KINDS, (): string[] => [])

  /** All accounts first: what it takes to make one must not be near what is timed. */
  async function prepare() {
    while (names.unknown.length < NAMES) {
      names.unknown.push(newName('Nobody'))
      names['without contacts'].push((await newFriend()).name)
      names['with a contact'].push((await withContact()).owner.name)
    }
  }
  const ask = (kind: Kind) => async (round: number) => {
    const page = new SignedPage(site.url)
    pages[kind].push(page)
    const post = await page.signed('/api/contact/ask', { name: names[kind][round % NAMES] })
    return () => page.post('/api/contact/ask', post)
  }
  function answered(answer: unknown) {
    const { status, body } = answer as Awaited<ReturnType<SignedPage['askContact']>>
    expect([status, Object.keys(body).sort()]).to.deep.equal([200, ['now', 'secret', 'until']])
    expect(body.secret).to.have.length(22)
    // The database reads its clock once for either.
    expect(body.until - body.now).to.be.within(1_800_000, 1_800_050)
  }
  const typing = (kind: Kind) => async (round: number) => {
    const page = pages[kind][round % pages[kind].length]!
    const post = await page.signed('/api/contact/prove', { code: '12345678' })
    return async () => {
      const { status, body } = await page.post('/api/contact/prove', post)
      return { status, body }
    }
  }
  const refused = (answer: unknown) =>
    expect(answer).to.deep.equal({ status: 404, body: { error: { code: 'code_invalid' } } })
  return {
    links: { kinds: KINDS, rounds: ROUNDS, prepare, ask, answered },
    codes: { kinds: KINDS, rounds: ROUNDS, ask: typing, answered: refused },
  }
}

/** Owners who name somebody as their contact. Each has a few contacts, and each name is named once. */
function naming({ newFriend }: People) {
  const owners: SignedInDevice[] = []
  const names = forEach(NAMED, (): string[] => [])

  async function prepare(from: number, to: number) {
    for (let round = from; round < to; round += 1) {
      owners.push(await newFriend())
      names.unknown.push(newName('Nobody'))
      names.known.push((await newFriend()).name)
      const refuser = await newFriend()
      await refuser.post('/api/contacts/refuse-all', { refuses: true })
      names.refuses.push(refuser.name)
    }
  }
  const ask = (kind: Named) => async (round: number) => {
    const owner = owners[round]!
    const name = names[kind][round]!
    const stepUp = await owner.stepUp({ do: 'name-contact', name })
    return async () => {
      const { status, body } = await owner.post('/api/contacts/name', { name, stepUp })
      return { status, body }
    }
  }
  const answered = (answer: unknown) => expect(answer).to.deep.equal({ status: 200, body: {} })
  return { kinds: NAMED, rounds: ROUNDS, prepare, ask, answered }
}

describeAttacks(
  'an oracle of contacts',
  { inShortRun: 'embedded', isLeftToLong: true, own: true, env },
  function (site) {
    this.timeout(360_000)
    this.retries(1)
    const people = contactPeople(site)

    it('#76c is not what asking for a link is, nor typing a code: with contacts, without, or unknown [F17]', async () => {
      const { links, codes } = asking(site, people)
      await expectAlike(links)
      await expectAlike(codes)
    })

    it('#76c is not what naming somebody is: known, unknown, or wanting to be nobody’s contact', () =>
      expectAlike(naming(people)))
  },
)

const planted = { env, own: true, entry: 'test/support/rekey-with-a-delay.ts' }

describeAttacks('an oracle of contacts that was planted', { inShortRun: null, ...planted }, function (site) {
  this.timeout(360_000)
  this.retries(2)
  const people = contactPeople(site)

  it('of 5 ms in looking up a name is noticed, by asking for a link', () =>
    expectTold(asking(site, people).links, ['without contacts', 'with a contact']))

  it('of 5 ms in looking up a name is noticed, by naming somebody', () =>
    expectTold(naming(people), ['known', 'refuses']))
})
