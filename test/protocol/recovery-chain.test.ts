import { expect } from 'chai'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'
import {
  approve,
  closeAfterwards,
  codeOf,
  openPage,
  recovered,
  register,
  registerOn,
  scanToMatch,
} from './scene.ts'

describe('what a recovered passkey approved, when its recovery is frozen', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)

  it('[P37] registers nothing afterwards: the approving session has ended', async () => {
    const { pair, freeze, newDevice } = await approvedByTaker()
    await freeze()
    expect(codeOf(await register(pair.page, newDevice))).to.equal('pairing_over')
    expect(await stores.sql.recoveries.find(pair.page.view.pairingId)).to.include({ state: 'ended' })
  })

  it('proves nothing afterwards: what was registered is removed', async () => {
    const { pair, freeze } = await approvedByTaker()
    const { newDevice } = await registerOn(site, pair)
    await freeze()
    expect((await newDevice.signIn()).error?.code).to.equal('passkey_unknown')
  })

  it('[P58] registers nothing when only the passkey that made the step-up is stopped', async () => {
    const { pair, taker, newDevice } = await approvedByTaker()
    const { id } = taker.authenticator.passkeys[0]!
    await stores.run("update credentials set status = 'frozen' where id = $1", [id])
    expect(codeOf(await register(pair.page, newDevice))).to.equal('pairing_over')
    const { passkeys } = await taker.get('/api/account')
    expect(passkeys.map(({ status }) => status)).to.deep.equal(['active', 'frozen'])
    expect(await stores.sql.recoveries.find(pair.page.view.pairingId)).to.include({
      state: 'ended',
      cause: 'session-ended',
    })
  })

  /** A pairing that a recovered passkey approved, a day after its own recovery. */
  async function approvedByTaker() {
    const { approver: owner, newDevice: taker, page: first } = await recovered(site)
    await stores.run('update credentials set probation_until = 0 where id = $1', [
      taker.authenticator.passkeys[0]!.id,
    ])
    await closeAfterwards(taker).connect(site.otherUrl)
    const pair = await approve(await scanToMatch(taker, await openPage(site)))
    const { pairingId: recoveryId } = first.view
    const freeze = async () => {
      const stepUp = await owner.stepUp({ do: 'freeze-recovery', recoveryId })
      expect((await owner.post('/api/recoveries/freeze', { recoveryId, stepUp })).error).to.equal(null)
    }
    return { pair, taker, freeze, newDevice: await owner.secondDevice() }
  }
})
