import { expect } from 'chai'
import { createHttpDevice, type HttpDevice } from './http-device.ts'
import { addPasskey, deviceWith, firstOf, mature, reportStolen, signedUp } from './http-owner.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

let names = 0
const newName = () => {
  names += 1
  return `Renamed ${names}`
}

describe('changes of the account itself over HTTP', () => {
  let site: HttpSite
  before(async () => {
    site = await startHttpSite({ limits: { rename: 3 } })
  })
  after(() => site.close())

  async function rename(device: HttpDevice, name: string, by = firstOf(device)) {
    const stepUp = await device.stepUp({ do: 'rename-account', name }, {}, by)
    return device.post('/api/account/rename', { name, stepUp })
  }
  async function restoreName(device: HttpDevice) {
    const stepUp = await device.stepUp({ do: 'restore-account-name' }, {}, firstOf(device))
    return device.post('/api/account/restore-name', { stepUp })
  }
  async function askDeletion(device: HttpDevice) {
    const stepUp = await device.stepUp({ do: 'delete-account' }, {}, firstOf(device))
    return device.post('/api/account/delete', { stepUp })
  }
  async function keep(device: HttpDevice) {
    const stepUp = await device.stepUp({ do: 'keep-account' }, {}, firstOf(device))
    return device.post('/api/account/keep', { stepUp })
  }
  /** An owner, and a thief whose passkey is mature and younger. */
  async function ownerAndThief() {
    const owner = await signedUp(site)
    const stolen = await addPasskey(owner)
    await mature(site, stolen)
    return { owner, thief: await deviceWith(site, stolen), stolen }
  }

  it('[A135] [A141] each takes a step-up for exactly that', async () => {
    const device = await signedUp(site)
    const wrongs = {
      '/api/account/rename': { do: 'rename-account', name: 'Another' },
      '/api/account/restore-name': { do: 'keep-account' },
      '/api/account/delete': { do: 'keep-account' },
      '/api/account/keep': { do: 'delete-account' },
    } as const
    for (const [path, action] of Object.entries(wrongs)) {
      const stepUp = await device.stepUp(action)
      const body = path.endsWith('rename') ? { name: newName(), stepUp } : { stepUp }
      const refused = await device.post(path as '/api/account/rename', body as never)
      expect(refused.body.error.code, path).to.equal('step_up_refused')
    }
    expect((await device.account()).changes).to.deep.equal({ renamed: null, deletion: null })
  })

  it('[A137] a name follows the rules of sign-up, and may not be taken', async () => {
    const [device, other] = [await signedUp(site), await signedUp(site)]
    const { name: taken } = await other.account()
    for (const [name, code] of [
      ['', 'name_empty'],
      ['аliсe', 'name_mixed_scripts'],
      [taken.toUpperCase(), 'name_taken'],
    ] as const) {
      expect((await rename(device, name)).body.error.code).to.equal(code)
    }
  })

  it('[A136] trying names is limited by session', async () => {
    const device = await signedUp(site)
    const taken = (await (await signedUp(site)).account()).name
    for (const _ of [1, 2, 3]) expect((await rename(device, taken)).status).to.equal(409)
    expect((await rename(device, newName())).status).to.equal(429)
  })

  it('[A138] [A139] a thief renames it: the owner reads of it, and takes the old name back', async () => {
    const { owner, thief, stolen } = await ownerAndThief()
    const { name: old } = await owner.account()
    const name = newName()
    const renamed = await rename(thief, name)
    expect(renamed.status).to.equal(200)
    const { name: now, changes, news } = await owner.account()
    expect(now).to.equal(name)
    expect(changes.renamed).to.include({ from: old, backUntil: renamed.body.backUntil })
    expect(changes.renamed!.by.id).to.equal(stolen.id)
    expect(await owner.session()).to.deep.include({ changes })
    expect(news.map(({ action }) => action)).to.include('account-renamed')
    // Meanwhile nobody can take the old one, and the thief renames no further.
    expect((await createHttpDevice(site).signUp(old)).body.error.code).to.equal('name_taken')
    expect((await rename(thief, newName())).body.error.code).to.equal('renamed_lately')
    expect((await restoreName(owner)).status).to.equal(200)
    expect(await owner.account()).to.deep.include({ name: old, changes: { renamed: null, deletion: null } })
    // What the owner changes, the thief can't take back.
    await rename(owner, newName())
    expect((await restoreName(thief)).body.error.code).to.equal('too_new')
  })

  it('[A142] a thief wants it deleted: both devices go on, and the owner keeps it', async () => {
    const { owner, thief, stolen } = await ownerAndThief()
    const heard = site.announced.length
    const asked = await askDeletion(thief)
    expect(asked.status).to.equal(200)
    // Every device of the account reads it again.
    expect(site.announced.slice(heard).join()).to.match(/^account [^,]+$/)
    const { deletion } = (await owner.account()).changes
    expect(deletion).to.include({ dueAt: asked.body.dueAt, isLate: false })
    expect(deletion!.by.id).to.equal(stolen.id)
    expect((await owner.session()) as object).to.have.nested.property('changes.deletion.dueAt')
    expect((await askDeletion(thief)).body).to.deep.equal(asked.body)
    expect((await keep(owner)).status).to.equal(200)
    expect((await thief.account()).changes.deletion).to.equal(null)
    // The other way round the thief can't keep what the owner wants gone.
    await askDeletion(owner)
    expect((await keep(thief)).body.error.code).to.equal('too_new')
  })

  it('[A143] the owner may as well report the passkey: the deletion dies with it', async () => {
    const { owner, thief, stolen } = await ownerAndThief()
    await askDeletion(thief)
    const reported = await reportStolen(owner, stolen)
    expect(reported.body.scheduled).to.equal(1)
    expect((await owner.account()).changes.deletion).to.equal(null)
  })

  it('[A145] when it is due, the sessions end, the passkey is unknown, and the name is free', async () => {
    const device = await signedUp(site)
    const { name } = await device.account()
    await askDeletion(device)
    await site.run('update account_deletions set due_at = 1')
    const deleted = await site.sql.accounts.changes.carryOut((err) => {
      throw err
    })
    expect(deleted.some(({ endedSessions }) => endedSessions.length === 1)).to.equal(true)
    expect(await device.session()).to.deep.equal({ signedIn: false })
    expect((await device.signIn()).body.error.code).to.equal('passkey_unknown')
    expect((await createHttpDevice(site).signUp(name)).status).to.equal(200)
  })
})
