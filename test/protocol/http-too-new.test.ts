import { expect } from 'chai'
import type { CredentialId, PairingId } from '../../shared/ids.ts'
import type { SoftPasskey } from '../support/soft-authenticator.ts'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import { type Recovered, recover } from './http-recovery.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

describe('HTTP: a recovered passkey past its probation, while its recovery can be undone', () => {
  let site: HttpSite
  let lapsed: HttpSite
  before(async () => {
    site = await startHttpSite({ probationMs: 0 })
    lapsed = await startHttpSite({ probationMs: 0, undoMs: 0 })
  })
  after(() => Promise.all([site.close(), lapsed.close()]))

  it('[A33] removes no older passkey, also not by one that it added, but itself and what came later', async () => {
    const { owner, first, second, taker } = await scene(site)
    const [mine] = taker.device.authenticator.passkeys
    const added = await addTo(taker.device)
    for (const by of [mine!, added]) {
      for (const older of [first, second]) {
        const refused = await remove(taker.device, older, by)
        expect([refused.status, refused.body.error.code]).to.deep.equal([403, 'too_new'])
      }
    }
    expect((await remove(taker.device, added, mine)).status).to.equal(200)
    expect((await remove(taker.device, mine!, mine)).status).to.equal(200)
    expect((await owner.account()).passkeys.map(({ id }) => id)).to.deep.equal([first.id, second.id])
  })

  it('[A33] once the undo has lapsed, it removes any', async () => {
    const { second, taker } = await scene(lapsed)
    expect((await remove(taker.device, second)).status).to.equal(200)
  })

  it('[A34] restores no older passkey, which could say what is final about the recovery', async () => {
    const { owner, first, second, taker } = await scene(site)
    await suspend(second)
    expect((await restore(taker.device, second)).body.error.code).to.equal('too_new')
    expect((await owner.signIn({ passkey: second })).body.error.code).to.equal('passkey_suspended')
    expect((await restore(owner, second, first)).status).to.equal(200)
  })

  it('[A35] freezes no older recovery, whose passkey may be what undoes its own', async () => {
    const { owner, taker } = await scene(site)
    const later = await recovered(owner)
    expect((await freeze(later.device, taker)).body.error.code).to.equal('too_new')
    expect((await taker.device.signIn()).status).to.equal(200)
    expect((await freeze(taker.device, later)).status).to.equal(200)
  })

  it('[A24] a passkey that it added judges that recovery no more than itself', async () => {
    const { taker } = await scene(site)
    const added = await addTo(taker.device)
    expect((await freeze(taker.device, taker, added)).body.error.code).to.equal('step_up_refused')
  })

  it('[A36] undoes a later recovery, but brings no older passkey back by it', async () => {
    const { owner, first, second, taker } = await scene(site)
    const later = await recovered(owner, second.id)
    expect((await freeze(owner, later, first)).status).to.equal(200)
    expect((await undo(taker.device, later.pairingId, true)).body.error.code).to.equal('too_new')
    expect((await undo(taker.device, later.pairingId, false)).status).to.equal(200)
    expect((await owner.signIn({ passkey: second })).body.error.code).to.equal('passkey_suspended')
  })

  let names = 0
  /** An owner with two passkeys, and a device that came into the account by a recovery. */
  async function scene(on: HttpSite) {
    const owner = createHttpDevice(on)
    names += 1
    expect((await owner.signUp(`outlasting ${names}`)).status).to.equal(200)
    const second = await addTo(owner)
    return {
      owner,
      first: owner.authenticator.passkeys[0]!,
      second,
      taker: await recovered(owner, undefined, on),
    }
  }

  async function recovered(owner: HttpDevice, retire?: string, on = site): Promise<Recovered> {
    const recovery = await recover(on, owner, retire)
    expect((await recovery.device.signIn()).body).to.include({ recovered: true })
    return recovery
  }

  async function suspend({ id }: SoftPasskey): Promise<void> {
    const { accountId } = (await site.sql.credentials.find(id as CredentialId))!
    const audit = { action: 'passkey-suspended', accountId } as const
    await site.sql.credentials.move(accountId, id as CredentialId, ['active'], 'suspended', audit)
  }
})

async function addTo(device: HttpDevice): Promise<SoftPasskey> {
  const stepUp = await device.stepUp({ do: 'add-passkey' }, {}, device.authenticator.passkeys[0])
  const offer = await device.post('/api/passkeys/options', { stepUp })
  expect((await device.post('/api/passkeys', device.attest(offer.body))).status).to.equal(200)
  return device.authenticator.passkeys.at(-1)!
}

async function remove(device: HttpDevice, { id }: SoftPasskey, by = device.authenticator.passkeys[0]) {
  const credentialId = id as CredentialId
  const stepUp = await device.stepUp({ do: 'remove-passkey', credentialId }, {}, by)
  return device.post('/api/passkeys/remove', { credentialId, stepUp })
}

async function restore(device: HttpDevice, { id }: SoftPasskey, by = device.authenticator.passkeys[0]) {
  const credentialId = id as CredentialId
  const stepUp = await device.stepUp({ do: 'restore-passkey', credentialId }, {}, by)
  return device.post('/api/passkeys/restore', { credentialId, stepUp })
}

async function freeze(device: HttpDevice, { pairingId }: Recovered, by = device.authenticator.passkeys[0]) {
  const stepUp = await device.stepUp({ do: 'freeze-recovery', pairingId }, {}, by)
  return device.post('/api/recoveries/freeze', { pairingId, stepUp })
}

async function undo(device: HttpDevice, pairingId: PairingId, restoreRetired: boolean) {
  const action = { do: 'undo-recovery', pairingId, restoreRetired } as const
  const stepUp = await device.stepUp(action, {}, device.authenticator.passkeys[0])
  return device.post('/api/recoveries/undo', { pairingId, restoreRetired, stepUp })
}
