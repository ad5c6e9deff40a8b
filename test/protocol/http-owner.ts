import { expect } from 'chai'
import type { CredentialId, RecoveryId, SessionId } from '../../shared/ids.ts'
import type { SoftPasskey } from '../support/soft-authenticator.ts'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import type { HttpSite } from './http-site.ts'

// What an owner, or a thief in the owner's place, does over HTTP, each with the passkey that it names.

/** The passkey that a device was signed up or recovered with. */
export const firstOf = (device: HttpDevice): SoftPasskey => device.authenticator.passkeys[0]!

type By = SoftPasskey | undefined

let people = 0

/** Someone who just signed up, under a name that nobody else has. */
export async function signedUp(site: HttpSite, options?: { synced?: boolean }): Promise<HttpDevice> {
  const device = createHttpDevice(site, options)
  people += 1
  expect((await device.signUp(`owner ${people}`)).status).to.equal(200)
  return device
}

/** Adds one more passkey, allowed by that one. */
export async function addPasskey(device: HttpDevice, by: By = firstOf(device)): Promise<SoftPasskey> {
  const stepUp = await device.stepUp({ do: 'add-passkey' }, {}, by)
  const offer = await device.post('/api/passkeys/options', { stepUp })
  expect((await device.post('/api/passkeys', device.attest(offer.body))).status).to.equal(200)
  return device.authenticator.passkeys.at(-1)!
}

/** A browser of its own that holds this passkey alone, signed in with it. */
export async function deviceWith(site: HttpSite, passkey: SoftPasskey): Promise<HttpDevice> {
  const device = createHttpDevice(site)
  device.authenticator.passkeys.push(passkey)
  expect((await device.signIn()).status).to.equal(200)
  return device
}

/** A passkey whose arrival has been there for so long that it cannot be undone any more. */
export async function mature(site: HttpSite, { id }: SoftPasskey): Promise<void> {
  await site.run(`update recoveries set undo_until = done_at where credential_id = '${id}'`)
}

export async function endSessions(device: HttpDevice, ids: readonly SessionId[], by: By = firstOf(device)) {
  const stepUp = await device.stepUp({ do: 'end-sessions', ids }, {}, by)
  return device.post('/api/sessions/end', { ids, stepUp })
}

export async function rename(
  device: HttpDevice,
  { id }: { id: string },
  name: string,
  by: By = firstOf(device),
) {
  const credentialId = id as CredentialId
  const stepUp = await device.stepUp({ do: 'rename-passkey', credentialId, name }, {}, by)
  return device.post('/api/passkeys/rename', { credentialId, name, stepUp })
}

export async function remove(device: HttpDevice, { id }: { id: string }, by: By = firstOf(device)) {
  const credentialId = id as CredentialId
  const stepUp = await device.stepUp({ do: 'remove-passkey', credentialId }, {}, by)
  return device.post('/api/passkeys/remove', { credentialId, stepUp })
}

export async function restore(device: HttpDevice, { id }: { id: string }, by: By = firstOf(device)) {
  const credentialId = id as CredentialId
  const stepUp = await device.stepUp({ do: 'restore-passkey', credentialId }, {}, by)
  return device.post('/api/passkeys/restore', { credentialId, stepUp })
}

export async function reportStolen(device: HttpDevice, { id }: { id: string }, by: By = firstOf(device)) {
  const credentialId = id as CredentialId
  const stepUp = await device.stepUp({ do: 'report-stolen', credentialId }, {}, by)
  return device.post('/api/passkeys/report-stolen', { credentialId, stepUp })
}

export async function cancelScheduled(device: HttpDevice, scheduledId: string, by: By = firstOf(device)) {
  const stepUp = await device.stepUp({ do: 'cancel-scheduled', scheduledId }, {}, by)
  return device.post('/api/scheduled/cancel', { scheduledId, stepUp })
}

export async function judge(
  device: HttpDevice,
  what: 'freeze' | 'lift',
  { id: recoveryId }: { readonly id: RecoveryId },
  by: By = firstOf(device),
) {
  const stepUp = await device.stepUp({ do: `${what}-recovery`, recoveryId }, {}, by)
  return device.post(`/api/recoveries/${what}`, { recoveryId, stepUp })
}

export async function undo(
  device: HttpDevice,
  { id: recoveryId }: { readonly id: RecoveryId },
  restoreRetired: boolean,
  by: By = firstOf(device),
) {
  const stepUp = await device.stepUp({ do: 'undo-recovery', recoveryId, restoreRetired }, {}, by)
  return device.post('/api/recoveries/undo', { recoveryId, restoreRetired, stepUp })
}

/** "Stop changes I did not make", by a browser that is not signed in. */
export async function stopChanges(device: HttpDevice, passkey: By = firstOf(device)) {
  const { body } = await device.post('/api/freeze/options', {})
  return device.post('/api/freeze', device.assert(body, {}, passkey))
}
