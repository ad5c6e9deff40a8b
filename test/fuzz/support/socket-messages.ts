import { randomBytes } from 'node:crypto'
import { SIGNED_COMMANDS, type SignedCommand } from '../../../shared/page-signature.ts'
import type { PageDevice } from '../../support/page-device.ts'
import { newCommandId } from '../../support/page-device.ts'
import { NOTHING_LOST } from '../../support/signed-in-device.ts'
import { createSoftAuthenticator } from '../../support/soft-authenticator.ts'
import type { SocketScene } from './socket-scene.ts'

export const LOST_COMMANDS = [...SIGNED_COMMANDS, 'state', 'pin', 'cancel'] as const
export const APPROVE_COMMANDS = [
  'claim',
  'state',
  'renew-return-pin',
  'approve-options',
  'approve',
  'deny',
] as const

export type LostCommand = (typeof LOST_COMMANDS)[number]
export type ApproveCommand = (typeof APPROVE_COMMANDS)[number]

export function isSigned(command: string): command is SignedCommand {
  return (SIGNED_COMMANDS as readonly string[]).includes(command)
}

const token = (bytes: number) => randomBytes(bytes).toString('base64url')
const phone = createSoftAuthenticator({ origin: 'http://localhost' })

/** The body of a signed command as an honest page would send it. */
export function bodyOf(command: SignedCommand, page: PageDevice): unknown {
  if (command === 'open') return { pageKey: page.pageKey, purpose: 'replace', name: 'Nobody in particular' }
  if (command === 'resume') return { pairingId: page.pairingId || token(16) }
  if (command === 'return-pin') return { pin: '1234567' }
  if (command !== 'register') return {}
  const { id, response } = phone.create(creationOptions())
  const { clientDataJSON, attestationObject } = response
  return { credentialId: id, clientDataJSON, attestationObject, transports: ['internal'] }
}

/** An unsigned command of a page as an honest one would send it. */
export function messageOf(command: 'state' | 'pin' | 'cancel'): unknown {
  const id = newCommandId()
  if (command === 'pin') return { id, name: 'Nobody in particular' }
  return command === 'state' ? { id } : { id, report: false, notMine: false }
}

/** A command of the approving device as an honest one would send it. */
export function approvalMessageOf(command: ApproveCommand, scene: SocketScene, receipt: string): unknown {
  const id = newCommandId()
  // Long enough for a claim id, so that it is looked for.
  const claimId = scene.claim?.claimId ?? token(33)
  if (command === 'claim') return scene.state === 'open' ? { id, receipt } : { id, pin: 'ABCD-EFGH' }
  if (command === 'deny') return { id, claimId, report: false }
  if (command === 'state' || command === 'renew-return-pin') return { id, claimId }
  const retire = { credentialId: token(32), mode: 'lost' }
  const choice = scene.state === 'approved' ? NOTHING_LOST : { retire, endOtherSessions: true }
  if (command === 'approve-options') return { id, claimId, choice }
  const { passkeys } = scene.approver.authenticator
  const assertion = scene.approver.authenticator.get(requestOptions(), {}, passkeys[0])
  return {
    id,
    claimId,
    viewVersion: scene.claim?.viewVersion ?? 1,
    choice,
    challengeId: token(16),
    assertion,
  }
}

function creationOptions() {
  return {
    rp: { id: 'localhost', name: 'Rekey' },
    user: { id: token(64), name: 'someone', displayName: 'someone' },
    challenge: token(32),
    pubKeyCredParams: [],
  }
}

function requestOptions() {
  return { challenge: token(32), rpId: 'localhost' }
}
