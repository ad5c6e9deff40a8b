import { expect } from 'chai'
import fc from 'fast-check'
import type { CredentialId } from '../../shared/ids.ts'
import { createHttpDevice, type HttpDevice } from '../protocol/http-device.ts'
import {
  addPasskey,
  cancelScheduled,
  endSessions,
  firstOf,
  reportStolen,
  stopChanges,
  undo,
} from '../protocol/http-owner.ts'
import { recover } from '../protocol/http-recovery.ts'
import { type HttpSite, startHttpSite } from '../protocol/http-site.ts'
import { bySize } from '../support/size.ts'
import type { SoftPasskey } from '../support/soft-authenticator.ts'
import { anyMove, holding, MOVES, type Move, others, pass, strike, type Thief } from './support/fight.ts'

const SEED = Number(process.env.FIGHT_SEED ?? Date.now() % 2 ** 31)
const FIGHTS = bySize({ short: 3, long: 10, full: 300 })
/** What is counted for a network, which here is one for all fights. */
const EVERYBODY_FROM_ONE_NETWORK = {
  ...{ freeze: 1e6, 'sign-up': 1e6, 'sign-up-options': 1e6, 'sign-in': 1e6 },
}
/** Between any two requests of the owner. */
const MOST_MOVES_BETWEEN = 3
/** So often the owner begins anew, at most. */
const MOST_ROUNDS = 12

/** What was stolen, of an account whose owner holds the passkey that signed up and a younger one that is mature. */
type Stolen = 'cookie' | 'relay' | 'young passkey' | 'younger passkey' | 'oldest passkey'

interface Fight {
  /** What the thief does before the owner reads the news, and how many hours pass in between. */
  readonly before: readonly { readonly move: Move; readonly hours: number }[]
  /** In their order, between the requests of the owner, and over and over. */
  readonly meanwhile: readonly Move[]
  readonly between: readonly number[]
}

const anyFight: fc.Arbitrary<Fight> = fc.record({
  before: fc.array(fc.record({ move: anyMove, hours: fc.constantFrom(0, 0, 1, 6, 12) }), {
    minLength: 1,
    maxLength: 12,
  }),
  meanwhile: fc.array(anyMove, { minLength: 5, maxLength: 25 }),
  between: fc.array(fc.nat(MOST_MOVES_BETWEEN), { minLength: 3, maxLength: 12 }),
})

/** Over and over the one thing, without a pause: what a thief would do who has read the docs. */
const overAndOver = (...whats: readonly (keyof typeof MOVES)[]): [Fight] => {
  const moves = whats.map((name) => ({ what: MOVES[name], on: 0, by: 0 }))
  return [{ before: moves.map((move) => ({ move, hours: 1 })), meanwhile: moves, between: [moves.length] }]
}

const KNOWN = [
  overAndOver('endSessions'),
  overAndOver('reportStolen', 'remove'),
  overAndOver('add', 'endSessions'),
]

describe('[A79] owner and thief, each as fast as the limits let them', () => {
  let site: HttpSite
  let names = 0
  const said: string[] = []
  before(async () => {
    site = await startHttpSite({ limits: EVERYBODY_FROM_ONE_NETWORK })
    console.log(`      ${FIGHTS} fights for each stolen thing, FIGHT_SEED=${SEED}`)
  })
  after(() => {
    console.log(said.map((line) => `      ${line}`).join('\n'))
    return site.close()
  })

  for (const stolen of ['cookie', 'relay', 'young passkey', 'younger passkey'] as const)
    it(`a stolen ${stolen} keeps out no owner who reads the news within 72 hours`, async function () {
      this.timeout(bySize({ short: 60_000, long: 240_000, full: 1_200_000 }))
      let mostRounds = 0
      const property = fc.asyncProperty(anyFight, async (fight) => {
        mostRounds = Math.max(mostRounds, await play(stolen, fight))
      })
      await fc.assert(property, { seed: SEED, numRuns: FIGHTS, examples: KNOWN, endOnFailure: true })
      said.push(`${stolen}: the owner is back at the first try, and alone after ${mostRounds} rounds at most`)
    })

  it('the oldest passkey keeps out an owner who has only a younger one, for good: what ends it is another method', async () => {
    const { owner, thief } = await scene('oldest passkey')
    const rest = owner.authenticator.passkeys[0]!
    expect((await reportStolen(thief.browser, rest, thief.passkeys[0])).status).to.equal(200)
    const answer = await stopChanges(holding(site, rest), rest)
    expect(answer.body.error.code).to.equal('passkey_suspended')
    said.push('oldest passkey: keeps the owner out until a second method gives them another way back')
  })

  /** How many rounds the owner took until the thief had nothing left. */
  async function play(stolen: Stolen, fight: Fight): Promise<number> {
    const { owner, passkey, thief } = await scene(stolen)
    let hours = 0
    for (const step of fight.before) {
      await strike(thief, step.move)
      if (hours + step.hours > 72) continue
      hours += step.hours
      await pass(site, step.hours)
    }
    const meanwhile = inTurns(thief, fight)
    const rounds = await winBack(owner, passkey, meanwhile)
    await expectAlone(owner, passkey, thief)
    // Nothing of what he began takes effect later.
    for (let day = 0; day < 30; day += 6) {
      await pass(site, 6 * 24)
      await meanwhile()
    }
    expect((await owner.signIn({ passkey })).status, 'after thirty days').to.equal(200)
    await expectAlone(owner, passkey, thief)
    return rounds
  }

  async function scene(stolen: Stolen) {
    names += 1
    const owner = createHttpDevice(site)
    expect((await owner.signUp(`owner ${names}`)).status).to.equal(200)
    const oldest = firstOf(owner)
    const younger = await addPasskey(owner)
    await pass(site, 8 * 24)
    const browser = createHttpDevice(site)
    const his = createHttpDevice(site)
    expect((await his.signUp(`thief ${names}`)).status).to.equal(200)
    const thief: Thief = { site, browser, passkeys: [], own: firstOf(his) }
    const take = (passkey: SoftPasskey) => {
      thief.passkeys.push(passkey)
      browser.authenticator.passkeys.push(passkey)
      const kept = owner.authenticator.passkeys.filter((one) => one !== passkey)
      owner.authenticator.passkeys.splice(0, 2, ...kept)
    }
    if (stolen === 'cookie') for (const [name, value] of owner.cookies) browser.cookies.set(name, value)
    if (stolen === 'oldest passkey') take(oldest)
    if (stolen === 'younger passkey') take(younger)
    if (stolen === 'young passkey') {
      const young = await addPasskey(owner)
      owner.authenticator.passkeys.pop()
      thief.passkeys.push(young)
    }
    if (stolen === 'relay') {
      const { device } = await recover(site, owner)
      expect((await device.signIn()).body).to.include({ recovered: true })
      thief.passkeys.push(firstOf(device))
      await pass(site, 25)
    }
    if (stolen !== 'cookie') await browser.signIn({ passkey: thief.passkeys[0]! })
    return { owner: holding(site, firstOf(owner)), passkey: firstOf(owner), thief }
  }
})

/** The thief's next moves, each time that it is called. */
function inTurns(thief: Thief, { meanwhile, between }: Fight): () => Promise<void> {
  let turn = 0
  let next = 0
  return async () => {
    const count = between[turn++ % between.length]!
    for (let time = 0; time < count; time += 1) await strike(thief, meanwhile[next++ % meanwhile.length]!)
  }
}

/** What the pages tell an owner to do: stop the changes, sign in, report what is not yours, undo, end the rest. */
async function winBack(
  owner: HttpDevice,
  passkey: SoftPasskey,
  meanwhile: () => Promise<void>,
): Promise<number> {
  const own: readonly CredentialId[] = [passkey.id as CredentialId]
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const stopped = await stopChanges(owner, passkey)
    expect(stopped.status, `stopping changes, round ${round}`).to.equal(200)
    await meanwhile()
    if ((await owner.signIn({ passkey })).status !== 200) continue
    if (await clear(owner, passkey, own, meanwhile)) return round
  }
  throw new Error(`The owner is not alone after ${MOST_ROUNDS} rounds.`)
}

/** True when nothing is left that is not the owner's. */
async function clear(
  owner: HttpDevice,
  passkey: SoftPasskey,
  own: readonly CredentialId[],
  meanwhile: () => Promise<void>,
): Promise<boolean> {
  const trying = async (act: () => Promise<unknown>) => {
    await meanwhile()
    await act().catch(() => null)
  }
  const page = await owner.account()
  if (!page.passkeys) return false
  for (const one of page.passkeys)
    if (one.status === 'active' && !own.includes(one.id))
      await trying(() => reportStolen(owner, one, passkey))
  for (const recovery of page.recoveries) await trying(() => undo(owner, recovery, false, passkey))
  for (const { id } of page.scheduled) await trying(() => cancelScheduled(owner, id, passkey))
  await trying(() => endSessions(owner, others(page.sessions), passkey))
  const now = await owner.account()
  if (!now.passkeys) return false
  const theirs = now.passkeys.filter(({ id, status }) => status === 'active' && !own.includes(id))
  return theirs.length === 0 && others(now.sessions).length === 0
}

async function expectAlone(owner: HttpDevice, passkey: SoftPasskey, thief: Thief): Promise<void> {
  expect((await owner.signIn({ passkey })).status).to.equal(200)
  expect(await thief.browser.session()).to.deep.equal({ signedIn: false })
  for (const one of thief.passkeys)
    expect((await holding(thief.site, one).signIn()).body.error?.code, 'the thief signs in').to.be.oneOf([
      'passkey_suspended',
      'passkey_unknown',
    ])
  const { passkeys } = await owner.account()
  expect(passkeys.filter(({ status }) => status === 'active').map(({ id }) => id)).to.include(passkey.id)
}
