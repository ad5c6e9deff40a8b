import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { type PageDevice, viewOf } from '../support/page-device.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { addDevice, approved, codeOf, newApprover, register, registered } from './scene.ts'

describeOnCommonSites('a passkey that is known already, presented in a recovery', (site) => {
  const stores = siteStores(site)

  /** The page makes a "new" passkey under an id that was given out before. */
  async function present(page: PageDevice, knownId: string): Promise<string | null> {
    const offer = await page.registerOptions()
    if (!offer.ok) throw new Error(offer.error.code)
    const { authenticator } = new PasskeyDevice(site.url)
    return codeOf(await page.register(authenticator.create(offer.options, { knownId })))
  }

  const idOf = (device: SignedInDevice) => device.authenticator.passkeys[0]?.id as CredentialId

  const known: Record<string, (own: SignedInDevice) => Promise<CredentialId>> = {
    'of the same account': async (own) => idOf(own),
    'of another account': async () => idOf(await newApprover(site)),
    'that its owner removed': async (own) => {
      const { passkey: credentialId } = await addDevice(own)
      const stepUp = await own.stepUp({ do: 'remove-passkey', credentialId })
      expect((await own.post('/api/passkeys/remove', { credentialId, stepUp })).error).to.equal(null)
      return credentialId
    },
    'that another recovery has registered, and nobody proven': async () =>
      idOf((await registered(site)).newDevice),
  }
  for (const [whose, makeKnown] of Object.entries(known)) {
    it(`[P85] ${whose} is refused as known, and the page goes on with a new one`, async () => {
      const { page, approver } = await approved(site)
      const id = await makeKnown(approver)
      const before = await stores.sql.credentials.find(id)
      expect(await present(page, id)).to.equal('passkey_known_already')
      expect(await present(page, id)).to.equal('passkey_known_already')
      const statusNow = (await stores.sql.credentials.find(id))?.status
      expect(statusNow).to.equal(before?.status)
      expect(viewOf(await page.state()).state).to.equal('approved')
      expect(viewOf(await register(page, new PasskeyDevice(site.url))).state).to.equal('registered')
    })
  }

  it('[P85] in two recoveries at once is registered in one, and known in the other', async () => {
    for (let round = 0; round < 4; round += 1) {
      const pairs = await Promise.all([approved(site), approved(site)])
      const knownId = Buffer.alloc(32, `${site.url} ${round}`).toString('base64url')
      const answers = await Promise.all(pairs.map(({ page }) => present(page, knownId)))
      expect(answers).to.have.members([null, 'passkey_known_already'])
      const lost = pairs[answers.indexOf('passkey_known_already')]!
      expect(viewOf(await register(lost.page, new PasskeyDevice(site.url))).state).to.equal('registered')
    }
  })
})
