import { createHash, randomBytes, sign } from 'node:crypto'
import type { Socket } from 'socket.io-client'
import { pageSignatureMessage, type SignedCommand } from '../../../shared/page-signature.ts'
import type { ApprovingView } from '../../../shared/pairing-view.ts'
import { newName, pinOf } from '../../protocol/scene.ts'
import { newCommandId, PageDevice, qrOf } from '../../support/page-device.ts'
import { claimOf, NOTHING_LOST, SignedInDevice } from '../../support/signed-in-device.ts'
import type { Site } from '../../support/sites.ts'
import { BOUND_MS } from './health.ts'

export const STATES = ['connected', 'open', 'claimed', 'approved'] as const

export type SceneState = (typeof STATES)[number]

/** A page and a signed-in device that have come to a state together, each on a connection of its own. */
export interface SocketScene {
  readonly state: SceneState
  readonly page: PageDevice
  readonly approver: SignedInDevice
  readonly claim: ApprovingView | null
  /** Commands that each side has left before the guard against floods closes it. */
  left: { page: number; approver: number }
  close(): void
}

/** Commands of a burst, less those that bring a scene to its state. */
const BURST = 6

/** An account for one scene: a session may claim five times in ten minutes, and the cases do so too. */
export async function newAccount(site: Site): Promise<SignedInDevice> {
  return new SignedInDevice(site.url).signUp(newName('Fuzz'))
}

export async function openScene(
  site: Site,
  account: SignedInDevice,
  state: SceneState,
): Promise<SocketScene> {
  const page = new PageDevice(site.url)
  const approver = account.sameBrowser()
  const node = randomBytes(1)[0]! % 2 === 0 ? site.url : site.otherUrl
  await Promise.all([page.connect(node), approver.connect(site.otherUrl)])
  const claim = await bringTo(state, page, approver)
  return {
    state,
    page,
    approver,
    claim,
    left: { page: BURST, approver: BURST },
    close() {
      page.close()
      approver.close()
    },
  }
}

/** Always dual, so that what came before on this account makes no difference. */
async function bringTo(
  state: SceneState,
  page: PageDevice,
  approver: SignedInDevice,
): Promise<ApprovingView | null> {
  if (state === 'connected') return null
  if (state === 'open') {
    await page.open('replace')
    return null
  }
  await page.open('replace', approver.name)
  const claim = claimOf(await approver.claim({ pin: pinOf(page) }))
  if (state === 'claimed') return claim
  await page.typeReturnPin(claim.returnPin?.pin ?? '')
  return claimOf(await approver.approve(claim, NOTHING_LOST))
}

/** A receipt for what the page shows, or a text that looks like one. */
export async function receiptOf({ page, approver }: SocketScene): Promise<string> {
  if (page.view?.codes) {
    const { body } = await approver.look(qrOf(page.view))
    if (body.receipt) return body.receipt
  }
  return `${'A'.repeat(22)}.0.1.${'A'.repeat(43)}`
}

/** A message with a good signature over a text that may be anything. */
export function signedText(page: PageDevice, command: SignedCommand, text: string) {
  const { nonce, connection, url } = page
  const facts = pageSignatureMessage({
    command,
    pairingId: command === 'open' ? '' : page.pairingId,
    origin: new URL(url).origin,
    nonce,
    connection,
    bodyHash: createHash('sha256').update(text).digest('base64url'),
  })
  const signature = sign('sha256', facts, { key: page.privateKey, dsaEncoding: 'ieee-p1363' })
  return { id: newCommandId(), nonce, body: text, signature: signature.toString('base64url') }
}

export type Sent = { readonly answer: unknown } | 'closed'

/** Sends an event, whatever its arguments, and gives the answer; silence beyond the bound is a failure. */
export function sendAnything(socket: Socket, event: string, args: readonly unknown[], acked: boolean) {
  return new Promise<Sent>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer to ${event} in ${BOUND_MS} ms.`)), BOUND_MS)
    const settle = (sent: Sent) => {
      clearTimeout(timer)
      socket.off('disconnect', onClosed)
      resolve(sent)
    }
    const onClosed = () => settle('closed')
    socket.on('disconnect', onClosed)
    if (!socket.connected) return settle('closed')
    socket.emit(event, ...args, ...(acked ? [(answer: unknown) => settle({ answer })] : []))
  })
}
