import { expect } from 'chai'
import type { AuditAction } from '../../shared/audit.ts'
import type { CredentialId } from '../../shared/ids.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { newApprover, registered } from './scene.ts'

describeOnCommonSites('security news on the account page', (site) => {
  const { flood, news } = helpers()

  it('[S125] stays, however much else happened: 600 renames push nothing out', async () => {
    const { approver, newDevice } = await registered(site)
    expect((await newDevice.signIn()).error).to.equal(null)
    await flood(approver, 'passkey-renamed', 600)
    await flood(approver, 'signed-in', 600)
    expect(await news(approver)).to.include.members([
      'account-created 1',
      'pairing-approved 1',
      'recovery-registered 1',
      'recovery-proven 1',
    ])
    const { activity } = await approver.get('/api/account')
    expect(activity).to.have.length(50)
  })

  it('[S125] is one row where it happened again and again, and pushes out no other kind', async () => {
    const approver = await newApprover(site)
    await flood(approver, 'passkey-added', 2)
    await flood(approver, 'sign-in-refused', 600)
    await flood(approver, 'passkey-removed', 9)
    await flood(approver, 'pairing-code-reused', 1_100)
    expect(await news(approver)).to.deep.equal([
      'pairing-code-reused 1000',
      'passkey-removed 1',
      'passkey-removed 1',
      'passkey-removed 1',
      'passkey-removed 1',
      'passkey-removed 5',
      'sign-in-refused 600',
      'passkey-added 1',
      'passkey-added 1',
      'account-created 1',
    ])
    const { news: rows } = await approver.get('/api/account')
    const refused = rows.find(({ action }) => action === 'sign-in-refused')!
    expect(refused.since).to.be.at.most(refused.at)
  })

  function helpers() {
    const stores = siteStores(site)
    return {
      /** The same thing again and again, as only someone very patient brings about. */
      async flood(device: SignedInDevice, action: AuditAction, times: number) {
        const [passkey] = device.authenticator.passkeys
        const { accountId } = (await stores.sql.credentials.find(passkey!.id as CredentialId))!
        for (let turn = 0; turn < times; turn += 1) await stores.sql.audit.append({ action, accountId })
      },
      news: async (device: SignedInDevice) =>
        (await device.get('/api/account')).news.map(({ action, count }) => `${action} ${count}`),
    }
  }
})
