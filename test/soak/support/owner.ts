import type { CredentialId } from '../../../shared/ids.ts'
import { register } from '../../protocol/scene.ts'
import { PageDevice, qrOf, viewOf } from '../../support/page-device.ts'
import { claimOf, SignedInDevice } from '../../support/signed-in-device.ts'

/** Someone who loses the other passkey again and again, and has the first one at hand. */
export class Owner {
  readonly #device: SignedInDevice
  #other: CredentialId | null = null

  constructor(device: SignedInDevice) {
    this.#device = device
  }

  static async signUp(url: string, name: string): Promise<Owner> {
    return new Owner(await new SignedInDevice(url).signUp(name))
  }

  /** A whole recovery over the wire, up to the first sign-in with the new passkey; the one before it is lost. */
  async recover(): Promise<void> {
    const approver = this.#device
    if (!(await approver.get('/api/session')).signedIn) must(await approver.signIn())
    await approver.connect()
    const page = await new PageDevice(approver.url).connect()
    const device = new SignedInDevice(approver.url, { address: page.address })
    try {
      await page.open()
      const claim = claimOf(await approver.scan(qrOf(page.view)))
      const retire = this.#other && { credentialId: this.#other, mode: 'lost' as const }
      claimOf(await approver.approve(claim, { retire, endOtherSessions: false }))
      viewOf(await register(page, device))
      must(await device.signIn())
      this.#other = device.authenticator.passkeys[0]!.id as CredentialId
    } finally {
      page.close()
      approver.close()
      approver.views.length = 0
    }
  }
}

function must({ error }: { readonly error: { readonly code: string } | null }): void {
  if (error) throw new Error(`A sign-in was refused: ${error.code}`)
}
