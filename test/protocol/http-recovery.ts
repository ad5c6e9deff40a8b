import { randomBytes } from 'node:crypto'
import { foldName } from '../../server/names/fold-name.ts'
import { newCredential } from '../../server/passkeys/new-credential.ts'
import { registrationOptions, verifyRegistration } from '../../server/passkeys/registration.ts'
import type { RecoveryFacts } from '../../server/recovery/recovery.ts'
import type { CredentialId, RecoveryId } from '../../shared/ids.ts'
import { newContext } from '../support/new-context.ts'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import type { HttpSite } from './http-site.ts'

export interface Recovered {
  readonly id: RecoveryId
  /** The requesting device, with its new and still unproven passkey; not signed in. */
  readonly device: HttpDevice
  readonly credentialId: CredentialId
}

/** What a finished pairing leaves behind: a replacement for `owner`'s account, approved by its first passkey. */
export async function recover(site: HttpSite, owner: HttpDevice, retire?: string): Promise<Recovered> {
  const page = await owner.account()
  const account = (await site.sql.accounts.findByName(foldName(page.name)))!
  const device = createHttpDevice(site)
  const challenge = randomBytes(32).toString('base64url')
  const { name, userHandle } = account
  const options = await registrationOptions(site.rp, { name, userHandle, challenge, known: [] })
  const response = device.authenticator.create(options)
  const judged = await verifyRegistration(site.rp, { response, challenge })
  if (!judged.ok) throw new Error(`The replacement was refused: ${judged.why}`)
  const { key } = judged
  const id = randomBytes(16).toString('base64url') as RecoveryId
  const approval = {
    credentialId: owner.authenticator.passkeys[0]!.id as CredentialId,
    sessionId: page.sessions.find(({ current }) => current)!.id,
  }
  const facts: RecoveryFacts = {
    id,
    accountId: account.id,
    method: 'pairing',
    proofs: [{ method: 'pairing', at: Date.now(), approval }],
    retiredId: (retire ?? null) as CredentialId | null,
    retireMode: retire ? 'lost' : null,
    endOtherSessions: false,
    requester: { device: 'Chrome on Linux', network: '192.0.2.0/24', place: null },
  }
  const context = newContext()
  await site.sql.recoveries.register(facts, newCredential(key, account.id, context), {
    action: 'recovery-registered',
    accountId: account.id,
  })
  return { id, device, credentialId: key.id }
}
