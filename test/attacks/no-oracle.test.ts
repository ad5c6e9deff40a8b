import { expect } from 'chai'
import { closeAfterwards, inParallel, newBrowser, newName } from '../protocol/scene.ts'
import { PageDevice } from '../support/page-device.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { type SiteStores, siteStores } from '../support/site-stores.ts'
import type { Site } from '../support/sites.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import {
  deadPins,
  deadQrCodes,
  deadReceipts,
  lookAt,
  PINS,
  RECEIPTS,
  reasonsOn,
} from './support/bad-codes.ts'
import { expectAlike, expectTold } from './support/timing.ts'

/** Rounds in which every kind is asked once. Each takes an account of its own where an account claims. */
const ROUNDS = bySize({ short: 20, long: 30, full: 40 })

const LOOKS = ['unknown', 'wrong secret', 'old step', 'page timed out', 'page ended'] as const

const env = { LIMITS: 'claim=30,wrong-pin=10,sign-up=1000' }

describeAttacks('an oracle', { inShortRun: 'embedded', isLeftToLong: true, own: true, env }, function (site) {
  this.timeout(180_000)
  this.retries(1)
  const stores = siteStores(site)

  it('is not what looking at a QR code is: all that are dead answer alike, in shape and time', async () => {
    await expectAlike(await looking(site, stores))
  })

  it('is not what claiming with a receipt is', async () => {
    const kinds = reasonsOn(site, RECEIPTS) as typeof RECEIPTS
    const claims = claiming(site, (approvers) => deadReceipts(site, stores, approvers))
    await expectAlike({ kinds, ...claims((receipt) => ({ receipt })) })
  })

  it('is not what claiming with a PIN is', async () => {
    const kinds = reasonsOn(site, PINS) as typeof PINS
    const claims = claiming(site, (approvers) => deadPins(site, stores, approvers))
    await expectAlike({ kinds, ...claims((pin) => ({ pin })) })
  })

  it('is not what opening a page for an account name is, nor naming one later', async () => {
    await expectAlike(naming(site, openFor))
    await expectAlike(naming(site, nameOn))
  })
})

const planted = { env, own: true, entry: 'test/support/rekey-with-a-delay.ts' }

describeAttacks(
  'an oracle that was planted',
  { inShortRun: 'embedded', isLeftToLong: true, ...planted },
  function (site) {
    this.timeout(180_000)
    this.retries(2)
    const stores = siteStores(site)

    it('of 5 ms in looking at a code is noticed, and in nothing else', async () => {
      const looks = await looking(site, stores)
      await expectTold(looks, reasonsOn(site, ['old step', 'page timed out', 'page ended']))
    })

    it('of 5 ms in looking up a name is noticed', () => expectTold(naming(site, openFor), ['known']))
  },
)

async function looking(site: Site, stores: SiteStores) {
  const codes = await deadQrCodes(site, stores)
  const cookie = newBrowser()
  const kinds = reasonsOn(site, LOOKS) as typeof LOOKS
  const ask = (kind: (typeof LOOKS)[number]) => async () => () => lookAt(site, cookie, codes[kind])
  const first = await lookAt(site, cookie, codes.unknown)
  expect(first).to.deep.include({ status: 404, body: { error: { code: 'code_invalid' } } })
  const answered = (answer: unknown) => expect(answer).to.deep.equal(first)
  return { kinds, rounds: ROUNDS, ask, answered }
}

type Dead<Kind extends string> = (
  approvers: readonly SignedInDevice[],
) => Promise<readonly Record<Kind, string>[]>

/** Accounts that claim with codes that are worth nothing. Enough of them that none comes to a limit of its own. */
function claiming<Kind extends string>(site: Site, dead: Dead<Kind>) {
  const approvers: SignedInDevice[] = []
  const codes: Record<Kind, string>[] = []
  async function prepare(from: number, to: number) {
    const more: SignedInDevice[] = []
    await inParallel(to - from, async () => {
      more.push(await new SignedInDevice(site.url).signUp(newName('Oracle')))
    })
    approvers.push(...more)
    codes.push(...(await dead(more)))
  }
  const answered = (answer: unknown) =>
    expect(answer).to.deep.equal({ ok: false, error: { code: 'code_invalid' } })
  return (claim: (code: string) => Parameters<SignedInDevice['claim']>[0]) => ({
    ...{ rounds: ROUNDS, prepare, answered },
    ask: (kind: Kind) => async (round: number) => {
      const tab = await freshTab(approvers[round]!)
      return () => tab.claim(claim(codes[round]![kind]))
    },
  })
}

type Naming = (page: PageDevice, name: string) => Promise<() => Promise<unknown>>

const openFor: Naming = async (page, name) => () => page.open('replace', name)

const nameOn: Naming = async (page, name) => {
  await page.open()
  return () => page.typeName(name)
}

/** Known and unknown names of one length, each on a page that nobody else has and that is left at once. */
function naming(site: Site, nameIt: Naming) {
  const known: string[] = []
  let last: PageDevice | null = null
  let first: unknown = null
  async function prepare(from: number, to: number) {
    for (let round = from; round < to; round += 1)
      known.push((await new SignedInDevice(site.url).signUp(newName('Oracle'))).name)
  }
  const ask = (kind: 'unknown' | 'known') => async (round: number) => {
    // Two live pages for one name would be another matter.
    await last?.cancel()
    const page = closeAfterwards(await new PageDevice(site.url).connect())
    last = page
    const name = kind === 'known' ? known[round]! : known[round]!.replace('Oracle', 'Nobody')
    const named = await nameIt(page, name)
    return async () => {
      await named()
      return page.view
    }
  }
  function answered(answer: unknown) {
    first ??= shapeOf(answer)
    expect(shapeOf(answer)).to.deep.equal(first)
  }
  return { kinds: ['unknown', 'known'] as const, rounds: ROUNDS, prepare, ask, answered }
}

/** A connection from a network of its own: one that sent a wrong PIN is answered ever later. */
async function freshTab(approver: SignedInDevice): Promise<SignedInDevice> {
  return closeAfterwards(await approver.sameBrowser().connect())
}

/** All but what is random, a time, or the name itself. */
const VARYING = ['pairingId', 'seed', 'pin', 'ageMs', 'leftMs', 'pinLeftMs', 'typedName']

function shapeOf(view: unknown): unknown {
  const text = JSON.stringify(view, (key, value: unknown) =>
    VARYING.includes(key) ? `${typeof value} ${String(value).length > 9 ? 'long' : 'short'}` : value,
  )
  return JSON.parse(text.replaceAll(/"number (long|short)"/g, '"number"'))
}
