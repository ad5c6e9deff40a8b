import { createHash, sign } from 'node:crypto'
import type { Attested } from '../../shared/api.ts'
import type { PageKey, RecoveryId } from '../../shared/ids.ts'
import type { RetireChoice } from '../../shared/recovery.ts'
import { type SignedPath, type SignedPost, slowRecoveryMessage } from '../../shared/slow-recovery.ts'
import { newP256 } from './key-pair.ts'
import { PasskeyDevice } from './passkey-device.ts'

/** A browser without a passkey, whose page key signs what it posts. */
export class SignedPage extends PasskeyDevice {
  readonly #key = newP256()
  readonly pageKey = this.#key.point.toString('base64url') as PageKey

  /** The recovery that every proof names as the one that this browser keeps. */
  keeps: RecoveryId | null = null

  /** A post as it would be sent now, with a nonce of its own. */
  async signed(path: SignedPath, signs: object, origin = this.origin): Promise<SignedPost> {
    const { body: given, error } = await this.post('/api/recovery/nonce', { pageKey: this.pageKey })
    if (error) throw new Error(`No nonce: ${error.code}`)
    const named = this.keeps !== null && path.endsWith('/prove')
    const body = JSON.stringify(named ? { ...signs, recoveryId: this.keeps } : signs)
    const bodyHash = createHash('sha256').update(body).digest('base64url')
    const bytes = slowRecoveryMessage({ path, origin, nonce: given.nonce, bodyHash })
    const key = { key: this.#key.privateKey, dsaEncoding: 'ieee-p1363' } as const
    const signature = sign('sha256', bytes, key).toString('base64url')
    return { pageKey: this.pageKey, nonce: given.nonce, body, signature }
  }

  /** Types a backup code for an account. */
  async proveCode(name: string, code: string, url = this.url) {
    const path = '/api/backup-codes/prove'
    return this.post(path, await this.signed(path, { name, code }), url)
  }

  /** Opens an operator's link, which changes nothing. */
  lookAt(secret: string, url = this.url) {
    return this.post('/api/operator-link/look', { secret, pageKey: this.pageKey }, url)
  }

  /** Presses the button of an operator's link. */
  async useLink(secret: string, url = this.url) {
    const path = '/api/operator-link/prove'
    return this.post(path, await this.signed(path, { secret }), url)
  }

  /** Asks for a mail that is to prove a recovery. */
  async askMail(address: string, url = this.url) {
    const path = '/api/email/ask'
    return this.post(path, await this.signed(path, { address }), url)
  }

  /** Types the code of such a mail. */
  async proveMailed(code: string, url = this.url) {
    const path = '/api/email/prove'
    return this.post(path, await this.signed(path, { code }), url)
  }

  /** Opens the link of such a mail, which changes nothing. */
  lookAtMailed(secret: string, url = this.url) {
    return this.post('/api/email-link/look', { secret, pageKey: this.pageKey }, url)
  }

  /** Presses the button behind that link, in a browser that did not ask. */
  showMailed(secret: string, url = this.url) {
    return this.post('/api/email-link/show', { secret }, url)
  }

  /** Presses the button behind that link, in the browser that asked. */
  async useMailedLink(secret: string, url = this.url) {
    const path = '/api/email-link/prove'
    return this.post(path, await this.signed(path, { secret }), url)
  }

  /** Opens a case for a name. */
  async openCase(name: string, url = this.url) {
    const path = '/api/case/ask'
    return this.post(path, await this.signed(path, { name }), url)
  }

  /** Asks for its own case. */
  async ownCase(url = this.url) {
    const path = '/api/case/look'
    return this.post(path, await this.signed(path, {}), url)
  }

  /** Types the code that a supporter read out. */
  async proveCase(code: string, url = this.url) {
    const path = '/api/case/prove'
    return this.post(path, await this.signed(path, { code }), url)
  }

  /** Asks for a link that contacts of an account can open. */
  async askContact(name: string, url = this.url) {
    const path = '/api/contact/ask'
    return this.post(path, await this.signed(path, { name }), url)
  }

  /** Types the code that a contact read out. */
  async proveVouched(code: string, url = this.url) {
    const path = '/api/contact/prove'
    return this.post(path, await this.signed(path, { code }), url)
  }

  /** Opens the link of a notice, which changes nothing. */
  lookAtPause(secret: string, url = this.url) {
    return this.post('/api/pause-link/look', { secret }, url)
  }

  /** Presses the button behind the link of a notice. */
  pressPause(secret: string, url = this.url) {
    return this.post('/api/pause-link/press', { secret }, url)
  }

  /** Asks where a recovery stands. */
  async stateOf(recoveryId: RecoveryId, url = this.url) {
    const path = '/api/recovery/state'
    return this.post(path, await this.signed(path, { recoveryId }), url)
  }

  /** Asks to create the passkey of a recovery. */
  async offerFor(recoveryId: RecoveryId, url = this.url) {
    const path = '/api/recovery/register-options'
    return this.post(path, await this.signed(path, { recoveryId }), url)
  }

  /** Sends what the authenticator made of an offer. */
  async register(
    recoveryId: RecoveryId,
    attested: Attested,
    url = this.url,
    retires: readonly RetireChoice[] = [],
  ) {
    const path = '/api/recovery/register'
    return this.post(path, await this.signed(path, { recoveryId, ...attested, retires }), url)
  }

  /** Creates the passkey of a recovery that is ready. It still has to sign in. */
  async registerFor(recoveryId: RecoveryId, url = this.url, retires: readonly RetireChoice[] = []) {
    const offer = await this.offerFor(recoveryId, url)
    return offer.error ? offer : this.register(recoveryId, this.attest(offer.body), url, retires)
  }
}

/** Makes backup codes for the account of a device. */
export async function makeBackupCodes(owner: PasskeyDevice) {
  const stepUp = await owner.stepUp({ do: 'make-backup-codes' })
  return owner.post('/api/backup-codes/make', { stepUp })
}
