import { expect } from 'chai'
import { StoreAway } from '../../server/errors/store-away.ts'
import { createGuard, type Guard } from '../../server/limits/guard.ts'
import type { Limiter } from '../../server/limits/limiter.ts'
import { BUDGETS } from '../../server/limits/numbers.ts'
import { hiddenAt, type Network, networkOf } from '../../server/requests/network.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'
import type { AccountId, PairingId } from '../../shared/ids.ts'
import { newActor } from '../support/new-actor.ts'
import { newContext } from '../support/new-context.ts'
import { spentLines } from '../support/spent-lines.ts'

const ann = newActor()
const account = 'account' as AccountId
const home = networkOf('192.0.2.1')
const office = networkOf('198.51.100.1')
const phone = (subnet: number) => networkOf(`2001:db8:1:${subnet.toString(16)}::1`)

const WATCHED = {
  newness: () => Number.POSITIVE_INFINITY,
  tally: { count: () => {}, spending: () => {} },
}

let browsers = 0
/** An opening by a browser of its own. */
function open(guard: Pick<Guard, 'opening'>, network: Network) {
  browsers += 1
  return guard.opening(network, `browser ${browsers}`, false)
}

async function allowed(times: number, ask: () => Promise<{ allowed: boolean }>): Promise<number> {
  const verdicts = await Promise.all(Array.from({ length: times }, ask))
  return verdicts.filter((verdict) => verdict.allowed).length
}

const UNKNOWN = { provenPage: null, knownBrowser: null, readLink: null }

describe('the guard', () => {
  let limiter: Limiter
  let guard: Guard
  let waits: number[]
  beforeEach(() => {
    waits = []
    limiter = openMemory().limiter
    guard = createGuard({
      limiter,
      perNode: openMemory().limiter,
      tag: (_kind, text) => `tag of ${text}`,
      ...WATCHED,
      sleep: async (ms) => void waits.push(ms),
    })
  })

  describe('on wrong PINs', () => {
    it('[K113] slows their network by 1, 2, 4 and 8 s and never refuses it; no other network', async () => {
      await guard.slow(home)
      for (let miss = 0; miss < 6; miss += 1) {
        await guard.networkWrongPin(home)
        await guard.slow(home)
      }
      await guard.slow(office)
      expect(waits).to.deep.equal([1_000, 2_000, 4_000, 8_000, 8_000, 8_000])
    })
  })

  describe('on networks', () => {
    it('[K114] lets 120 openings a minute pass, and no neighbour suffers', async () => {
      expect(await allowed(130, () => open(guard, home))).to.equal(120)
      expect(await allowed(1, () => open(guard, office))).to.equal(1)
    })

    it('[K115] lets a whole /48 open five times as often as one of its networks', async () => {
      let opened = 0
      for (let subnet = 0; subnet < 10; subnet += 1)
        opened += await allowed(120, () => open(guard, phone(subnet)))
      expect(opened).to.equal(600)
      expect(await allowed(1, () => open(guard, networkOf('2001:db8:2::1')))).to.equal(1)
    })

    it('[K116] charges no /48 for what one of its networks is refused', async () => {
      await allowed(5_000, () => open(guard, phone(1)))
      expect(await allowed(1, () => open(guard, phone(2)))).to.equal(1)
    })
  })

  it('[A156] counts sign-ins of an account for each network or /48, and fifty times as many behind a hiding proxy', async () => {
    const other = 'other' as AccountId
    const into = (whose: AccountId, network: Network) => () => guard.accountSignIn(whose, network)
    expect(await allowed(40, into(account, home))).to.equal(30)
    expect(await allowed(1, into(account, office))).to.equal(1)
    expect(await allowed(1, into(other, home))).to.equal(1)
    let subnet = 0
    expect(await allowed(40, () => guard.accountSignIn(account, phone(subnet++)))).to.equal(30)
    expect(await allowed(1_600, into(account, hiddenAt(home)))).to.equal(1_500)
  })

  it('[L68] counts what a network has with something else once for a /48', async () => {
    const mail = { ...UNKNOWN, address: 'alice@example.com', browser: 'browser' }
    const inAll = async (network: Network) => [
      ...(await spentLines((asked) => asked.mailedProof(mail, network))),
      ...(await spentLines((asked) => asked.caseOpened({ name: 'alice', browser: 'browser' }, network))),
      ...(await spentLines((asked) => asked.accountSignIn(account, network))),
    ]
    const [one, other] = [await inAll(phone(1)), await inAll(phone(2))]
    const namesOf = (lines: readonly string[]) => lines.map((line) => line.split(' ')[0])
    // What differs has a budget of the /48 before it.
    const apart = namesOf(one.filter((line) => !other.includes(line)))
    expect(apart.filter((name) => !namesOf(one).includes(`${name}-wide`))).to.deep.equal([])
    const pairs = Object.entries(BUDGETS).filter(([, { per }]) => / and network|network and /.test(per))
    expect(pairs.filter(([name]) => !namesOf(one).includes(name))).to.deep.equal([])
  })

  it('shows admins no key for a code that is used again: whoever has many old codes would fill their page', async () => {
    const told: string[] = []
    const watched = createGuard({
      limiter,
      perNode: openMemory().limiter,
      tag: (_kind, text) => text,
      ...WATCHED,
      tally: { count: (name) => void told.push(name), spending: ({ name }) => void told.push(`hot ${name}`) },
    })
    const notes = [1, 2, 3, 4].map(() => watched.codeReuse('old' as PairingId))
    expect(await Promise.all(notes)).to.deep.equal([true, true, true, false])
    expect(told).to.deep.equal(['refused.code-reuse'])
  })

  it('[K119] finds ten failed sign-ins of an account an hour worth a note', async () => {
    const notes = await Promise.all(Array.from({ length: 25 }, () => guard.failedSignIn(account)))
    expect(notes.filter((worth) => worth)).to.have.length(10)
    expect(await guard.failedSignIn('other' as AccountId)).to.equal(true)
  })

  it('[K120] counts under tags only', async () => {
    const keys: string[] = []
    const spy: Limiter = {
      spend: async (lines) =>
        lines.map(([_rule, key]) => ({ spent: keys.push(key) && 1, endsInMs: 1, storeAgeMs: 0 })),
      usage: async (_rule, some) => some.map((key) => ({ spent: keys.push(key), endsInMs: 0 })),
      giveBack: async (_rule, key) => void keys.push(key),
      clear: async (_rule, key) => void keys.push(key),
    }
    const tagged = createGuard({
      limiter: spy,
      perNode: spy,
      tag: () => 'TAG',
      sleep: async () => {},
      ...WATCHED,
    })
    await everyEntry(tagged)
    expect(new Set(keys)).to.deep.equal(new Set(['TAG']))
  })
})

describe('the guard while its store is away', () => {
  const away = () => Promise.reject(new StoreAway('redis'))
  const gone: Limiter = { spend: away, usage: away, giveBack: away, clear: away }
  const guard = () =>
    createGuard({
      limiter: gone,
      perNode: openMemory().limiter,
      tag: (_kind, text) => text,
      sleep: async () => {},
      ...WATCHED,
    })

  it('[K121] grants nothing on the way of a pairing', async () => {
    const { connecting, look, claim, wrongPin, rightPin, slow, networkWrongPin } = guard()
    const { recovery, recoveryDone } = guard()
    const entries = [
      ...[slow, networkWrongPin].map((entry) => entry(phone(1))),
      ...[connecting, look].map((entry) => entry(newContext({ network: phone(1) }))),
      open(guard(), phone(1)),
      ...[claim, wrongPin, rightPin].map((entry) => entry(ann)),
      recovery([ann.credentialId]),
      recoveryDone(ann.credentialId),
    ]
    for (const result of await Promise.allSettled<unknown>(entries)) {
      expect(result).to.have.property('reason').that.is.instanceOf(StoreAway)
    }
  })

  it('[K191] compares no backup code, and makes no mail, case or link for a contact', async () => {
    const node = guard()
    const mail = { ...UNKNOWN, address: 'a@example.com', browser: null }
    const entries = [
      node.backupCode(newContext({ network: home })),
      ...[node.slowName('ann'), node.nameWrongCode('ann')],
      ...[null, 'a browser'].map((knownBrowser) => node.mailedProof({ ...mail, knownBrowser }, home)),
      node.mailCode({ ...ann, accountId: account, address: mail.address }, home),
      node.caseOpened({ name: 'ann', browser: null }, home),
      node.caseMailed({ by: account, addressId: 'an address' }),
      ...[node.contactNamed(account, 'bob'), node.contactMailed('bob'), node.vouchAsked(home)],
    ]
    for (const result of await Promise.allSettled<unknown>(entries)) {
      expect(result).to.have.property('reason').that.is.instanceOf(StoreAway)
    }
  })

  it('[K122] goes on counting signed posts in this process', async () => {
    const node = guard()
    expect(await allowed(250, () => node.pageNonce(home))).to.equal(240)
    expect(await allowed(250, () => node.pagePost(home))).to.equal(240)
  })

  it('[K122] goes on counting sign-up, sign-in and step-up in this process', async () => {
    const node = guard()
    expect(await allowed(15, () => node.signUp(home))).to.equal(10)
    expect(await allowed(60, () => node.signIn(newContext({ network: home })))).to.equal(50)
    expect(await allowed(70, () => node.signUpOptions(home))).to.equal(60)
    expect(await node.failedSignIn(account)).to.equal(true)
    expect(await allowed(35, () => node.stepUp(ann.sessionId))).to.equal(30)
    expect(await allowed(35, () => node.accountSignIn(account, home))).to.equal(30)
    expect(await allowed(35, () => node.accountChange(account))).to.equal(30)
    expect(await allowed(35, () => node.remedy(ann.credentialId))).to.equal(30)
    expect(await allowed(25, () => node.rename(ann.sessionId))).to.equal(10)
  })

  it('[K123] lets every other error through', async () => {
    const broken: Limiter = { ...gone, spend: () => Promise.reject(new TypeError('a mistake of ours')) }
    const node = createGuard({
      limiter: broken,
      perNode: openMemory().limiter,
      tag: (_kind, text) => text,
      ...WATCHED,
    })
    const error = await node.signIn(newContext({ network: home })).catch((reason: unknown) => reason)
    expect(error).to.be.instanceOf(TypeError)
  })
})

async function everyEntry(guard: Guard): Promise<void> {
  const network = phone(1)
  const { connecting, look, slow, networkWrongPin, signUp, signIn } = guard
  await open(guard, network)
  for (const entry of [slow, networkWrongPin, signUp]) await entry(network)
  for (const entry of [connecting, look, signIn]) await entry(newContext({ network }))
  const { claim, wrongPin, rightPin, recovery, recoveryDone } = guard
  for (const entry of [claim, wrongPin, rightPin]) await entry(ann)
  await recovery([ann.credentialId])
  await recoveryDone(ann.credentialId)
  await guard.failedSignIn(account)
  await guard.stepUp(ann.sessionId)
  await guard.accountSignIn(account, network)
  await guard.accountChange(account)
  await guard.remedy(ann.credentialId)
  await guard.rename(ann.sessionId)
}
