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
import { type Ask, differences, forEach, sample, THRESHOLD_MS } from './support/timing.ts'

/** Rounds in which every kind is asked once. */
const LOOKS = bySize({ short: 40, long: 80, full: 80 })
const CLAIMS = bySize({ short: 30, long: 60, full: 60 })
const OPENINGS = bySize({ short: 30, long: 60, full: 60 })
/** An account is asked for so many rounds, within the limits of claims and wrong PINs of one session. */
const ROUNDS_OF_AN_ACCOUNT = 1

const env = { LIMITS: 'claim=30,wrong-pin=10,sign-up=1000' }

describeAttacks('an oracle', { inShortRun: 'embedded', isLeftToLong: true, own: true, env }, function (site) {
  this.timeout(180_000)
  // What is really there is there each time; what a machine does that is busy with much else is not.
  this.retries(2)
  const stores = siteStores(site)
  it('is not what looking at a QR code is: all that are dead answer alike, in shape and time', async () => {
    const looks = await sampleLooks(site, stores)
    const [first] = looks.unknown.answers
    expect(first).to.deep.include({ status: 404, body: { error: { code: 'code_invalid' } } })
    for (const { answers } of Object.values(looks)) {
      for (const answer of answers) expect(answer).to.deep.equal(first)
    }
    expectAlike(differences(looks, 'unknown'))
  })

  it('is not what claiming with a receipt is', async () => {
    const approvers = await newApprovers(site)
    const receipts = await deadReceipts(site, stores, approvers)
    const ask =
      (kind: (typeof RECEIPTS)[number]): Ask<unknown> =>
      async (round) => {
        const at = Math.floor(round / ROUNDS_OF_AN_ACCOUNT)
        const tab = await freshTab(approvers[at]!)
        return () => tab.claim({ receipt: receipts[at]![kind] })
      }
    const claims = await sample(forEach(reasonsOn(site, RECEIPTS), ask), CLAIMS)
    expectRefusedAlike(claims)
    expectAlike(differences(claims, 'unknown'))
  })

  it('is not what claiming with a PIN is', async () => {
    const approvers = await newApprovers(site)
    const pins = await deadPins(site, stores, approvers)
    const ask =
      (kind: (typeof PINS)[number]): Ask<unknown> =>
      async (round) => {
        const at = Math.floor(round / ROUNDS_OF_AN_ACCOUNT)
        const tab = await freshTab(approvers[at]!)
        return () => tab.claim({ pin: pins[at]![kind] })
      }
    const claims = await sample(forEach(reasonsOn(site, PINS), ask), CLAIMS)
    expectRefusedAlike(claims)
    expectAlike(differences(claims, 'unknown'))
  })

  it('is not what opening a page for an account name is, nor naming one later', async () => {
    const approvers = await newApprovers(site)
    const openings = await sampleNames(site, approvers, openFor)
    expectSameShape(openings)
    expectAlike(differences(openings, 'unknown'))
    const namings = await sampleNames(site, approvers, nameOn)
    expectSameShape(namings)
    expectAlike(differences(namings, 'unknown'))
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

    it('of 5 ms in looking at a code is noticed', async () => {
      const found = differences(await sampleLooks(site, stores), 'unknown')
      for (const kind of reasonsOn(site, ['old step', 'page timed out', 'page ended'])) {
        expect(found[kind], kind).to.be.above(THRESHOLD_MS)
      }
      expect(Math.abs(found['wrong secret'])).to.be.below(THRESHOLD_MS)
    })

    it('of 5 ms in looking up a name is noticed', async () => {
      const known = [await new SignedInDevice(site.url).signUp(newName('Oracle'))]
      const found = differences(await sampleNames(site, known, openFor), 'unknown')
      expect(found.known).to.be.above(THRESHOLD_MS)
    })
  },
)

/** Enough of them that none comes to a limit of its own. */
async function newApprovers(site: Site): Promise<SignedInDevice[]> {
  const approvers: SignedInDevice[] = []
  await inParallel(CLAIMS / ROUNDS_OF_AN_ACCOUNT, async () => {
    approvers.push(await new SignedInDevice(site.url).signUp(newName('Oracle')))
  })
  return approvers
}

async function sampleLooks(site: Site, stores: SiteStores) {
  const codes = await deadQrCodes(site, stores)
  const cookie = newBrowser()
  const kinds = reasonsOn(site, Object.keys(codes) as (keyof typeof codes)[])
  const ask = (kind: keyof typeof codes) => async () => () => lookAt(site, cookie, codes[kind])
  return sample(forEach(kinds, ask), LOOKS)
}

type Naming = (page: PageDevice, name: string) => Promise<() => Promise<unknown>>

const openFor: Naming = async (page, name) => () => page.open('replace', name)

const nameOn: Naming = async (page, name) => {
  await page.open()
  return () => page.typeName(name)
}

/** Known and unknown names of one length, each on a page that nobody else has and that is left at once. */
async function sampleNames(site: Site, known: readonly SignedInDevice[], naming: Naming) {
  let last: PageDevice | null = null
  const ask =
    (nameOf: (round: number) => string): Ask<unknown> =>
    async (round) => {
      // Two live pages for one name would be another matter.
      await last?.cancel()
      const page = await closeAfterwards(new PageDevice(site.url)).connect()
      last = page
      const name = await naming(page, nameOf(round))
      return async () => {
        await name()
        return page.view
      }
    }
  const nameOf = (round: number) => known[round % known.length]!.name
  return sample(
    { unknown: ask((round) => nameOf(round).replace('Oracle', 'Nobody')), known: ask(nameOf) },
    OPENINGS,
  )
}

/** A connection from a network of its own: one that sent a wrong PIN is answered ever later. */
async function freshTab(approver: SignedInDevice): Promise<SignedInDevice> {
  return closeAfterwards(await approver.sameBrowser().connect())
}

function expectAlike(found: Readonly<Record<string, number>>): void {
  for (const [kind, ms] of Object.entries(found)) expect(Math.abs(ms), kind).to.be.below(THRESHOLD_MS)
}

function expectRefusedAlike(claims: Readonly<Record<string, { answers: readonly unknown[] }>>): void {
  for (const { answers } of Object.values(claims)) {
    for (const answer of answers) expect(answer).to.deep.equal({ ok: false, error: { code: 'code_invalid' } })
  }
}

/** All but what is random, a time, or the name itself. */
function expectSameShape(openings: Readonly<Record<string, { answers: readonly unknown[] }>>): void {
  const [first] = openings.unknown!.answers
  for (const { answers } of Object.values(openings)) {
    for (const answer of answers) expect(shapeOf(answer)).to.deep.equal(shapeOf(first))
  }
}

const VARYING = ['pairingId', 'seed', 'pin', 'ageMs', 'leftMs', 'pinLeftMs', 'typedName']

function shapeOf(view: unknown): unknown {
  const text = JSON.stringify(view, (key, value: unknown) =>
    VARYING.includes(key) ? `${typeof value} ${String(value).length > 9 ? 'long' : 'short'}` : value,
  )
  return JSON.parse(text.replaceAll(/"number (long|short)"/g, '"number"'))
}
