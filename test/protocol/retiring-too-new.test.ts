import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import type { ApprovingView } from '../../shared/pairing-view.ts'
import type { ApprovalChoice } from '../../shared/protocol.ts'
import { newCommandId, qrOf, viewOf } from '../support/page-device.ts'
import { approval, claimOf, offered, type SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'
import { addDevice, closeAfterwards, codeOf, match, openPage, recovered, scanToMatch } from './scene.ts'

describe('an approval by what came by a recovery that can still be undone', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)

  it('[P57] retires no older passkey, neither by its step-up nor when it only began the session', async () => {
    const { owner, old, added, taker, fresh } = await afterProbation()
    for (const [device, by] of [
      [taker, fresh],
      [taker, old],
      [owner, fresh],
    ] as const) {
      const page = await openPage(site)
      const claimed = await device.scan(qrOf(page.view))
      const { claim } = await match({ approver: device, page, claim: claimOf(claimed) })
      for (const mode of ['lost', 'stolen'] as const) {
        const choice = { retire: { credentialId: added, mode }, endOtherSessions: false }
        expect(codeOf(await approveWith(device, by, claim, choice))).to.equal('retire_refused')
      }
      const blocked =
        claimed.ok && claimed.passkeys.find(({ credentialId }) => credentialId === added)?.blocked
      expect(blocked).to.equal(device === taker ? 'older' : null)
      expect(viewOf(await page.state()).state).to.equal('matched')
    }
    expect((await stores.sql.credentials.find(added))?.status).to.equal('active')
  })

  it('[P57] retires no older one that began the session, by a step-up of its own', async () => {
    const { owner, old, fresh } = await afterProbation()
    const { claim } = await scanToMatch(owner, await openPage(site))
    const choice = {
      retire: { credentialId: old as CredentialId, mode: 'stolen' as const },
      endOtherSessions: false,
    }
    expect(codeOf(await approveWith(owner, fresh, claim, choice))).to.equal('retire_refused')
  })

  it('is not offered the step-up that would be too new', async () => {
    const { owner, old, added } = await afterProbation()
    const { claim } = await scanToMatch(owner, await openPage(site))
    const choice = { retire: { credentialId: added, mode: 'lost' as const }, endOtherSessions: false }
    const offer = await owner.approveOptions(claim.claimId, choice)
    expect(offer.ok && offer.options.allowCredentials?.map(({ id }) => id)).to.deep.equal([old])
  })

  it('[P97] shows what each passkey let in lately, which goes with it if it was stolen', async () => {
    const { owner, old, added, fresh } = await afterProbation()
    await stores.run('update credentials set name = $1 where id = $2', ['Let in by hand', added])
    await stores.run('update credentials set name = $1 where id = $2', ['Let in by a code', fresh])
    const brought = async () => {
      const claimed = await owner.scan(qrOf((await openPage(site)).view))
      if (!claimed.ok) throw new Error(claimed.error.code)
      return new Map(claimed.passkeys.map(({ credentialId, brought }) => [credentialId, [...brought].sort()]))
    }
    const shown = await brought()
    expect(shown.get(old)).to.deep.equal(['Let in by a code', 'Let in by hand'])
    expect([shown.get(added), shown.get(fresh)]).to.deep.equal([[], []])
    const { recoveryId } = (await stores.sql.credentials.find(fresh))!
    await stores.run('update recoveries set undo_until = done_at where id = $1', [recoveryId])
    expect((await brought()).get(old)).to.deep.equal(['Let in by hand'])
  })

  it('may retire any once the undo has lapsed', async () => {
    const { added, taker, fresh } = await afterProbation()
    const { recoveryId } = (await stores.sql.credentials.find(fresh))!
    await stores.run('update recoveries set undo_until = done_at where id = $1', [recoveryId])
    const { claim } = await scanToMatch(taker, await openPage(site))
    const choice = { retire: { credentialId: added, mode: 'lost' as const }, endOtherSessions: false }
    expect(claimOf(await taker.approve(claim, choice)).state).to.equal('approved')
  })

  /** An owner with two passkeys, and a device that a recovery let in a day ago. */
  async function afterProbation() {
    const { approver: owner, newDevice: taker } = await recovered(site)
    const old = idOf(owner)
    const fresh = idOf(taker)
    const { passkey: added } = await addDevice(owner)
    const [{ created_at: createdAt } = {}] = await stores.run(
      'select created_at from credentials where id = $1',
      [old],
    )
    await stores.run('update credentials set created_at = $1 where id = $2', [createdAt, added])
    await stores.run('update credentials set probation_until = 0 where id = $1', [fresh])
    // Both people hold both passkeys here; which one steps up is for each test to say.
    const keys = [...owner.authenticator.passkeys, ...taker.authenticator.passkeys]
    for (const device of [owner, taker]) device.authenticator.passkeys.splice(0, 2, ...keys)
    await closeAfterwards(taker).connect(site.otherUrl)
    return { owner, old, added, taker, fresh }
  }

  const idOf = (device: SignedInDevice) => device.authenticator.passkeys[0]?.id as CredentialId

  /** As a device that steps up with this passkey, whatever list it was given. */
  async function approveWith(
    device: SignedInDevice,
    id: string,
    claim: ApprovingView,
    choice: ApprovalChoice,
  ) {
    const { challengeId, options } = offered(await device.approveOptions(claim.claimId, choice))
    const passkey = device.authenticator.passkeys.find((one) => one.id === id)
    const assertion = device.authenticator.get({ ...options, allowCredentials: [] }, {}, passkey)
    return device.sendApproval(approval(claim, choice, { challengeId, assertion }, newCommandId()))
  }
})
