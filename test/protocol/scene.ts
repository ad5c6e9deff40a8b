import { randomBytes } from 'node:crypto'
import { afterEach } from 'mocha'
import type { WireError } from '../../shared/errors.ts'
import type { CredentialId } from '../../shared/ids.ts'
import type { ApprovingView } from '../../shared/pairing-view.ts'
import type { ApprovalChoice } from '../../shared/protocol.ts'
import type { Purpose } from '../../shared/recovery.ts'
import { PageDevice, type PageOptions, qrOf, type Reply, viewOf } from '../support/page-device.ts'
import type { PasskeyDevice } from '../support/passkey-device.ts'
import { claimOf, NOTHING_LOST, SignedInDevice } from '../support/signed-in-device.ts'
import type { Site } from '../support/sites.ts'

// How two devices come to a point of the flow from which a test goes on. Whatever they connect is closed
// when the test ends.

const connected: { close(): void }[] = []

afterEach(() => {
  for (const device of connected.splice(0)) device.close()
})

export function closeAfterwards<Device extends { close(): void }>(device: Device): Device {
  connected.push(device)
  return device
}

/** The cookie of a browser that nobody else has. */
export function newBrowser(): string {
  return `rekey_browser=${randomBytes(32).toString('base64url')}`
}

let people = 0

/** A name that nobody else has. */
export function newName(first = 'Alice'): string {
  people += 1
  return `${first} ${people}`
}

/** A person who just signed up; connected to the approving side of a node. */
export async function newApprover(site: Site, node = site.url, name = newName()): Promise<SignedInDevice> {
  const device = new SignedInDevice(site.url)
  await device.signUp(name)
  await device.connect(node)
  return closeAfterwards(device)
}

/** A person who just signed up, at an address of the test's choice. */
export async function newApproverAt(site: Site, address: string, node = site.url): Promise<SignedInDevice> {
  const device = new SignedInDevice(site.url, { address })
  await device.signUp(newName())
  await device.connect(node)
  return closeAfterwards(device)
}

/** Connections of one session from as many networks: one that sends wrong PINs is answered ever later. */
export async function tabsOf(device: SignedInDevice, times: number, node: string): Promise<SignedInDevice[]> {
  const tabs = Array.from({ length: times }, () => device.sameBrowser().connect(node))
  return (await Promise.all(tabs)).map(closeAfterwards)
}

export interface PageWish extends PageOptions {
  readonly node?: string
  readonly purpose?: Purpose
  readonly name?: string
}

/** A page that is connected and has sent nothing yet. */
export async function connectedPage(site: Site, { node, ...options }: PageWish = {}): Promise<PageDevice> {
  const page = closeAfterwards(new PageDevice(site.url, options))
  return page.connect(node)
}

/** What the server says to an opening that a test expects it to refuse. */
export async function refusedOpening(site: Site, wish: PageWish = {}): Promise<WireError> {
  const page = await connectedPage(site, wish)
  const name = wish.name !== undefined && { name: wish.name }
  const body = { pageKey: page.pageKey, purpose: wish.purpose ?? 'replace', ...name }
  return refusalOf(await page.send('open', page.message('open', body)))
}

/** The refusal itself, or a failure when it was none. */
export function refusalOf(reply: { ok: true } | { ok: false; error: WireError }): WireError {
  if (reply.ok) throw new Error('Nothing was refused.')
  return reply.error
}

/** A page that shows a code. */
export async function openPage(site: Site, wish: PageWish = {}): Promise<PageDevice> {
  const page = await connectedPage(site, wish)
  await page.open(wish.purpose, wish.name)
  return page
}

export interface Pair {
  readonly approver: SignedInDevice
  readonly page: PageDevice
  /** The claim as it was last shown to the approving device. */
  readonly claim: ApprovingView
}

/** Two devices that a scan has brought together. Unless they are dual, their codes match at once. */
export async function scanned(site: Site, wish: PageWish = {}): Promise<Pair> {
  return scan(site, await openPage(site, wish))
}

/** A new approver scans what a page shows, on the other node. */
export async function scan(site: Site, page: PageDevice): Promise<Pair> {
  const approver = await newApprover(site, site.otherUrl)
  return { approver, page, claim: claimOf(await approver.scan(qrOf(page.view))) }
}

/** A scan that ends matched: where PINs are asked for on both devices, both are typed. */
export async function scanToMatch(approver: SignedInDevice, page: PageDevice): Promise<Pair> {
  const claim = claimOf(await approver.scan(qrOf(page.view)))
  return claim.state === 'claimed' ? match({ approver, page, claim }) : { approver, page, claim }
}

/** Types the return PIN that is due. */
export async function match({ approver, page, claim }: Pair): Promise<Pair> {
  viewOf(await page.typeReturnPin(claim.returnPin?.pin ?? ''))
  return { approver, page, claim: await approver.told(claim.claimId, 'matched') }
}

/** Two accounts use the code of a page; `mallory` comes second. */
export async function contend(site: Site, page: PageDevice) {
  const mallory = await newApprover(site)
  const { body } = await mallory.look(qrOf(page.view))
  const pair = await scan(site, page)
  return { ...pair, mallory, refused: await mallory.claim(body) }
}

/** Two devices brought together by a typed PIN, so that a return PIN is due. */
export async function dualClaimed(site: Site, wish: PageWish = {}): Promise<Pair> {
  const approver = await newApprover(site, site.otherUrl)
  const page = await openPage(site, { ...wish, name: approver.name })
  return { approver, page, claim: claimOf(await approver.claim({ pin: pinOf(page) })) }
}

export async function approved(site: Site, choice = NOTHING_LOST, wish: PageWish = {}): Promise<Pair> {
  return approve(await scanned(site, wish), choice)
}

export async function approve(pair: Pair, choice = NOTHING_LOST): Promise<Pair> {
  const { approver, page, claim } = pair
  return { approver, page, claim: claimOf(await approver.approve(claim, choice)) }
}

export interface Registered extends Pair {
  /** The device that got the new passkey; it has not signed in. */
  readonly newDevice: SignedInDevice
}

export async function registered(site: Site, choice?: ApprovalChoice): Promise<Registered> {
  const pair = await approved(site, choice)
  return registerOn(site, pair)
}

/** The page of an approved pair makes its passkey. */
export async function registerOn(site: Site, pair: Pair): Promise<Registered> {
  const newDevice = closeAfterwards(new SignedInDevice(site.url))
  viewOf(await register(pair.page, newDevice))
  return { ...pair, newDevice }
}

/** Options, ceremony on the device, and what the server says to it. */
export async function register(page: PageDevice, device: PasskeyDevice): Promise<Reply> {
  const offer = await page.registerOptions()
  if (!offer.ok) return offer
  return page.register(device.authenticator.create(offer.options))
}

/** Everything from the scan to the sign-in that proves the new passkey. */
export async function recovered(site: Site, choice?: ApprovalChoice): Promise<Registered> {
  return proveOn(await registered(site, choice))
}

export async function proveOn(pair: Registered): Promise<Registered> {
  const { error } = await pair.newDevice.signIn()
  if (error) throw new Error(`The new passkey could not sign in: ${error.code}`)
  return pair
}

/** Another device of the same person, with a passkey of its own; it is not signed in. */
export async function addDevice(
  approver: PasskeyDevice,
): Promise<SignedInDevice & { passkey: CredentialId }> {
  const other = closeAfterwards(new SignedInDevice(approver.url))
  const stepUp = await approver.stepUp({ do: 'add-passkey' })
  const offer = await approver.post('/api/passkeys/options', { stepUp })
  const attested = other.attest(offer.body)
  const { error } = await approver.post('/api/passkeys', attested)
  if (error) throw new Error(`The passkey was not added: ${error.code}`)
  return Object.assign(other, { passkey: attested.credential.id as CredentialId })
}

export function pinOf(page: PageDevice): string {
  const pin = page.view.codes?.pin
  if (!pin) throw new Error(`No PIN is shown in state ${page.view.state}.`)
  return pin
}

/** The code of a refusal, or null when it was none. */
export function codeOf(reply: { ok: true } | { ok: false; error: { code: string } }): string | null {
  return reply.ok ? null : reply.error.code
}

/** Plays a scene several times, a few of them beside each other. */
export async function inParallel(times: number, play: (round: number) => Promise<void>): Promise<void> {
  const rounds = Array.from({ length: times }, (_, round) => round)
  const lane = async () => {
    for (let round = rounds.shift(); round !== undefined; round = rounds.shift()) await play(round)
  }
  await Promise.all(Array.from({ length: 4 }, lane))
}
