import { randomBytes } from 'node:crypto'
import type { AllPosts } from '../../../shared/all-posts.ts'
import type { Asserted, Attested } from '../../../shared/api.ts'
import type { CredentialId, PageKey, RecoveryId, SessionId } from '../../../shared/ids.ts'
import type { SignedPost } from '../../../shared/slow-recovery.ts'
import { createSoftAuthenticator } from '../../support/soft-authenticator.ts'

const token = (bytes: number) => randomBytes(bytes).toString('base64url')
const phone = createSoftAuthenticator({ origin: 'http://localhost' })

export type HttpPath = keyof AllPosts

/** For every path what an honest page might post there; the ids in it are nobody's. */
export const HTTP_BODIES: {
  readonly [Path in HttpPath]: () => AllPosts[Path][0]
} = {
  '/api/sign-up/options': () => ({ name: `Someone ${token(4)}`, invite: token(16) }),
  '/api/sign-up': attested,
  '/api/sign-in/options': () => ({ hybrid: true }),
  '/api/sign-in': () => ({ ...asserted(), returnTo: '/account', thenAdd: true }),
  '/api/sign-out': () => ({}),
  '/api/step-up': () => ({
    action: { do: 'undo-recovery', recoveryId: token(16) as RecoveryId, restoreRetired: true },
  }),
  '/api/passkeys/options': () => ({ stepUp: asserted() }),
  '/api/passkeys': attested,
  '/api/passkeys/rename': () => ({ credentialId: credentialId(), name: 'My phone', stepUp: asserted() }),
  '/api/passkeys/remove': () => ({ credentialId: credentialId(), stepUp: asserted() }),
  '/api/passkeys/restore': () => ({ credentialId: credentialId(), stepUp: asserted() }),
  '/api/passkeys/report-stolen': () => ({ credentialId: credentialId(), stepUp: asserted() }),
  '/api/scheduled/cancel': () => ({ scheduledId: token(16), stepUp: asserted() }),
  '/api/addresses': () => ({ address: 'someone@example.com', stepUp: asserted() }),
  '/api/addresses/confirm': () => ({ addressId: token(16), code: '12345678' }),
  '/api/addresses/remove': () => ({ addressId: token(16), stepUp: asserted() }),
  '/api/addresses/keep': () => ({ addressId: token(16), stepUp: asserted() }),
  '/api/account/rename': () => ({ name: `Someone ${token(4)}`, stepUp: asserted() }),
  '/api/account/restore-name': () => ({ stepUp: asserted() }),
  '/api/account/delete': () => ({ stepUp: asserted() }),
  '/api/account/keep': () => ({ stepUp: asserted() }),
  '/api/account/export': () => ({ stepUp: asserted() }),
  '/api/sessions/end': () => ({ ids: [token(16) as SessionId], stepUp: asserted() }),
  '/api/freeze/options': () => ({}),
  '/api/freeze': asserted,
  '/api/recoveries/freeze': () => ({ recoveryId: token(16) as RecoveryId, stepUp: asserted() }),
  '/api/recoveries/lift': () => ({ recoveryId: token(16) as RecoveryId, stepUp: asserted() }),
  '/api/recoveries/undo': () => ({
    recoveryId: token(16) as RecoveryId,
    restoreRetired: true,
    stepUp: asserted(),
  }),
  '/api/recoveries/stop': () => ({ recoveryId: token(16) as RecoveryId, stepUp: asserted() }),
  '/api/recovery/nonce': () => ({ pageKey: token(65) as PageKey }),
  '/api/recovery/state': () => signedPost({ recoveryId: token(16) }),
  '/api/recovery/register-options': () => signedPost({ recoveryId: token(16) }),
  '/api/recovery/register': () =>
    signedPost({
      ...{ recoveryId: token(16), ...attested() },
      retires: [{ credentialId: token(32), mode: 'stolen' }],
    }),
  '/api/admin/enter': () => ({ stepUp: asserted() }),
  '/api/admin/alarms/acknowledge': () => ({ alarmId: 'refusals-1' }),
  '/api/admin/locks/release': () => ({ lockId: token(16), reason: 'A neighbour', stepUp: asserted() }),
  '/api/admin/events/replay': () => ({ eventId: 'evt_1 webhook', stepUp: asserted() }),
  '/api/backup-codes/prove': () => signedPost({ name: 'Someone', code: '3-K7Q2-9XWD-K7Q2-9XWD' }),
  '/api/email/ask': () => signedPost({ address: 'someone@example.com' }),
  '/api/email/prove': () => signedPost({ code: '12345678' }),
  '/api/email-link/look': () => ({ secret: token(16), pageKey: token(65) as PageKey }),
  '/api/email-link/show': () => ({ secret: token(16) }),
  '/api/email-link/prove': () => signedPost({ secret: token(16) }),
  '/api/pause-link/look': () => ({ secret: token(16) }),
  '/api/pause-link/press': () => ({ secret: token(16) }),
  '/api/case/ask': () => signedPost({ name: 'Someone' }),
  '/api/case/look': () => signedPost({}),
  '/api/case/prove': () => signedPost({ code: 'K7Q2 9XWD K7Q2 9XWD K7Q2' }),
  '/api/cases/list': () => ({ number: null }),
  '/api/cases/vouch': () => ({ caseId: token(16), check: 'Called back and asked', stepUp: asserted() }),
  '/api/cases/confirm': () => ({ caseId: token(16), mailTo: null, stepUp: asserted() }),
  '/api/cases/reject': () => ({ caseId: token(16), reason: 'Wrong person' }),
  '/api/cases/end': () => ({ caseId: token(16), reason: 'Wrong person', stepUp: asserted() }),
  '/api/operator-link/look': () => ({ secret: token(16), pageKey: token(65) as PageKey }),
  '/api/operator-link/prove': () => signedPost({ secret: token(16) }),
  '/api/email/switch': () => ({ on: true, stepUp: asserted() }),
  '/api/assisted/switch': () => ({ on: true, stepUp: asserted() }),
  '/api/backup-codes/make': () => ({ stepUp: asserted() }),
  '/api/backup-codes/renew': () => ({ stepUp: asserted() }),
  '/api/backup-codes/saved': () => ({ setId: token(16) }),
  '/api/backup-codes/try': () => ({ code: '3-K7Q2-9XWD-K7Q2-9XWD', stepUp: asserted() }),
  '/api/backup-codes/off': () => ({ stepUp: asserted() }),
  '/api/backup-codes/cancel': () => ({ setId: token(16), stepUp: asserted() }),
  '/api/contacts/name': () => ({ name: 'Someone', stepUp: asserted() }),
  '/api/contacts/end': () => ({ contactId: token(16), stepUp: asserted() }),
  '/api/contacts/keep': () => ({ contactId: token(16), stepUp: asserted() }),
  '/api/contacts/agree': () => ({ contactId: token(16), stepUp: asserted() }),
  '/api/contacts/decline': () => ({ contactId: token(16) }),
  '/api/contacts/leave': () => ({ contactId: token(16), stepUp: asserted() }),
  '/api/contacts/refuse-all': () => ({ refuses: true }),
  '/api/contact/ask': () => signedPost({ name: 'Someone' }),
  '/api/contact/prove': () => signedPost({ code: '12345678' }),
  '/api/vouch/look': () => ({ secret: token(16) }),
  '/api/vouch/confirm': () => ({ secret: token(16), stepUp: asserted() }),
  '/api/vouch/deny': () => ({ secret: token(16) }),
  '/api/look': () => ({ pairingId: token(16), step: 3, secret: token(16) }),
}

export const HTTP_PATHS = Object.keys(HTTP_BODIES) as HttpPath[]

function signedPost(body: object): SignedPost {
  return {
    pageKey: token(65) as PageKey,
    nonce: token(16),
    body: JSON.stringify(body),
    signature: token(64),
  }
}

function credentialId(): CredentialId {
  return token(32) as CredentialId
}

function attested(): Attested {
  const credential = phone.create({
    rp: { id: 'localhost', name: 'Rekey' },
    user: { id: token(64), name: 'someone', displayName: 'someone' },
    challenge: token(32),
    pubKeyCredParams: [],
  })
  return { challengeId: token(16), credential }
}

function asserted(): Asserted {
  if (phone.passkeys.length === 0) attested()
  const assertion = phone.get({ challenge: token(32), rpId: 'localhost' }, {}, phone.passkeys[0])
  return { challengeId: token(16), assertion }
}
