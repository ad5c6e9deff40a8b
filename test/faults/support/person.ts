import type { WireError } from '../../../shared/errors.ts'
import { register } from '../../protocol/scene.ts'
import { PageDevice, qrOf } from '../../support/page-device.ts'
import { NOTHING_LOST, SignedInDevice } from '../../support/signed-in-device.ts'
import { type Book, sessionOf } from './book.ts'

/** The server, or what carries us there, said no. */
export class Refused extends Error {
  readonly code: string
  constructor(code: string) {
    super(`Refused: ${code}`)
    this.code = code
  }
}

export interface Scene {
  /** Of the nodes, in an order of chance. */
  readonly nodes: readonly [string, string]
  /** Where the site is to people. */
  readonly origin: string
  readonly book: Book
  readonly name: string
  readonly chance: () => number
}

/** Signs up, and then adds a passkey, comes and goes on another device, or recovers; each step is written down. */
export async function liveThrough(scene: Scene): Promise<void> {
  const { book, nodes, origin, name, chance } = scene
  const owner = new SignedInDevice(nodes[0], { origin })
  const offer = taken(await owner.post('/api/sign-up/options', { name }))
  const attested = owner.attest(offer)
  taken(await owner.post('/api/sign-up', attested))
  book.accounts.add(name)
  book.passkeys.add(attested.credential.id)
  book.sessionsBegun.add(sessionOf(owner.cookies))
  // It brings the cookie that tells browsers apart.
  await owner.visit('/approve')
  if (chance() < 0.3) await addPasskey(owner, book)
  if (chance() < 0.5) await comeAndGo(owner, scene)
  if (chance() < 0.8) await recover(owner, scene)
}

async function addPasskey(owner: SignedInDevice, book: Book): Promise<void> {
  const { challengeId, options } = taken(await owner.post('/api/step-up', { action: { do: 'add-passkey' } }))
  const stepUp = owner.assert({ challengeId, options })
  const attested = owner.attest(taken(await owner.post('/api/passkeys/options', { stepUp })))
  taken(await owner.post('/api/passkeys', attested))
  book.passkeys.add(attested.credential.id)
}

/** Signs in once more, on the other node, and mostly out again. */
async function comeAndGo(owner: SignedInDevice, { nodes, origin, book, chance }: Scene): Promise<void> {
  const other = new SignedInDevice(nodes[1], { origin })
  other.authenticator.passkeys.push(...owner.authenticator.passkeys)
  await signIn(other, book)
  if (chance() < 0.6) {
    const session = sessionOf(other.cookies)
    // Whether it ended, nobody knows until that is acknowledged.
    book.sessionsBegun.delete(session)
    taken(await other.post('/api/sign-out', {}))
    book.sessionsEnded.add(session)
  }
}

async function signIn(device: SignedInDevice, book: Book): Promise<void> {
  const offer = taken(await device.post('/api/sign-in/options', {}))
  taken(await device.post('/api/sign-in', device.assert(offer)))
  book.sessionsBegun.add(sessionOf(device.cookies))
}

/** A whole recovery over both nodes. */
async function recover(owner: SignedInDevice, { nodes, origin, book, chance }: Scene): Promise<void> {
  const page = new PageDevice(nodes[1], { origin })
  try {
    await Promise.all([owner.connect().catch(refusedConnection), page.connect().catch(refusedConnection)])
    const opened = await page.send(
      'open',
      page.message('open', { pageKey: page.pageKey, purpose: 'replace' }),
    )
    if (!opened.ok) throw new Refused(opened.error.code)
    page.pairingId = page.view.pairingId
    const claim = shown(await owner.scan(qrOf(page.view)))
    if (claim.view.state === 'claimed') shown(await page.typeReturnPin(claim.view.returnPin?.pin ?? ''))
    const matched = shown(await owner.state(claim.view.claimId))
    shown(await owner.approve(matched.view, NOTHING_LOST))
    const device = new SignedInDevice(nodes[1], { origin })
    shown(await register(page, device))
    book.registered.add(page.pairingId)
    book.passkeys.add(device.authenticator.passkeys[0]!.id)
    await signIn(device, book)
    book.proven.add(page.pairingId)
    if (chance() < 0.3) {
      // A freeze ends it, also one whose answer is lost.
      book.sessionsBegun.delete(sessionOf(device.cookies))
      await freeze(owner, page, book)
    }
  } finally {
    page.close()
    owner.close()
  }
}

async function freeze(
  owner: SignedInDevice,
  { pairingId: recoveryId }: PageDevice,
  book: Book,
): Promise<void> {
  if (recoveryId === '') return
  const action = { do: 'freeze-recovery', recoveryId } as const
  const { challengeId, options } = taken(await owner.post('/api/step-up', { action }))
  const stepUp = owner.assert({ challengeId, options })
  taken(await owner.post('/api/recoveries/freeze', { recoveryId, stepUp }))
  book.frozen.add(recoveryId)
}

function taken<Body>({ body, error }: { readonly body: Body; readonly error: WireError | null }): Body {
  if (error) throw new Refused(error.code)
  return body
}

function shown<Reply extends { readonly ok: boolean }>(reply: Reply): Extract<Reply, { ok: true }> {
  if (!reply.ok) throw new Refused((reply as unknown as { readonly error: WireError }).error.code)
  return reply as Extract<Reply, { ok: true }>
}

/** Socket.IO carries the server's word as the message of an error. */
function refusedConnection(error: Error): never {
  throw new Refused(error.message)
}
