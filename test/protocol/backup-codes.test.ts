import { expect } from 'chai'
import { newCodes } from '../../server/methods/backup-codes/codes.ts'
import { showBackupCode } from '../../shared/backup-codes.ts'
import { eventually } from '../contract/eventually.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { makeBackupCodes, SignedPage } from '../support/signed-page.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { newName, recovered } from './scene.ts'
import { stop } from './slow-scene.ts'

const foreign = (number: number) => showBackupCode(newCodes()[number]!)

describeOnCommonSites('backup codes over HTTP', (site) => {
  async function owner() {
    const device = await new SignedInDevice(site.url).signUp(newName('Codes'))
    const { body } = await makeBackupCodes(device)
    return { device, ...body }
  }
  const page = () => new SignedPage(site.url)

  it('are made with a step-up for exactly this, and one of them begins a recovery that waits [B9]', async () => {
    const { device, codes, countsFrom } = await owner()
    expect([codes.length, countsFrom]).to.deep.equal([10, null])
    const other = await device.stepUp({ do: 'switch-off-backup-codes' })
    const refused = await device.post('/api/backup-codes/make', { stepUp: other })
    expect(refused.error?.code).to.equal('step_up_refused')
    const { status, body } = await page().proveCode(device.name, codes[7]!.toLowerCase())
    expect(status).to.equal(200)
    expect(body).to.include({ name: device.name, state: 'on-hold' })
    expect(body.proofs.map(({ method }) => method)).to.deep.equal(['backup-code'])
    const { readiness, news, underWay } = await device.get('/api/account')
    expect(readiness['backup-code']?.set?.left).to.equal(9)
    expect(underWay.map(({ methods }) => methods)).to.deep.equal([['backup-code']])
    expect(news.map(({ action }) => action)).to.include.members(['backup-codes-made', 'recovery-proof-added'])
  })

  it('get one answer for all that does not work: wrong, used, foreign, of no account, of no set [B6]', async () => {
    const { device, codes } = await owner()
    const without = await new SignedInDevice(site.url).signUp(newName('Codes'))
    const stranger = await owner()
    expect((await page().proveCode(device.name, codes[0]!)).status).to.equal(200)
    const answers = [
      await page().proveCode(device.name, codes[0]!),
      await page().proveCode(device.name, foreign(1)),
      await page().proveCode(device.name, stranger.codes[2]!),
      await page().proveCode(device.name, 'not a code'),
      await page().proveCode(without.name, foreign(0)),
      await page().proveCode(newName('Nobody'), foreign(0)),
      await page().proveCode('\u202e', foreign(0)),
    ]
    for (const { status, body } of answers)
      expect([status, body]).to.deep.equal([404, { error: { code: 'code_invalid' } }])
  })

  it('record wrong tries, up to five in an hour, and refuse none for them [B18] [B19]', async () => {
    const { device, codes } = await owner()
    const tries = Array.from({ length: 7 }, () => page().proveCode(device.name, foreign(3)))
    for (const { error } of await Promise.all(tries)) expect(error?.code).to.equal('code_invalid')
    const noted = async () => {
      const { news } = await device.get('/api/account')
      return news.find(({ action }) => action === 'backup-code-refused')?.count ?? 0
    }
    await eventually('the wrong tries are noted', async () => (await noted()) === 5)
    const slowed = performance.now()
    expect((await page().proveCode(device.name, codes[3]!)).status).to.equal(200)
    expect(performance.now() - slowed).to.be.within(1_000, 20_000)
    expect(await noted()).to.equal(5)
  })

  it('[B30] are noted as saved without a step-up only where they were just shown', async () => {
    const { device, setId } = await owner()
    const again = await device.secondDevice()
    const alone = await again.post('/api/backup-codes/saved', { setId })
    expect(alone.error?.code).to.equal('not_found')
    expect((await device.get('/api/account')).readiness['backup-code']?.set?.saved).to.equal(false)
    for (const action of ['make-backup-codes', 'try-backup-code'] as const) {
      const other = { setId, stepUp: await again.stepUp({ do: action }) }
      expect((await again.post('/api/backup-codes/saved', other)).error?.code).to.equal('step_up_refused')
    }
    const stepUp = await again.stepUp({ do: 'note-backup-codes', setId })
    expect((await again.post('/api/backup-codes/saved', { setId, stepUp })).status).to.equal(200)
    expect((await device.get('/api/account')).readiness['backup-code']?.set?.saved).to.equal(true)
  })

  it('[B30] are noted as saved where they were shown, and switched off and kept with a step-up', async () => {
    const { device, setId } = await owner()
    expect((await device.post('/api/backup-codes/saved', { setId })).status).to.equal(200)
    expect((await device.post('/api/backup-codes/saved', { setId })).error?.code).to.equal('not_found')
    const stepUp = await device.stepUp({ do: 'switch-off-backup-codes' })
    expect((await device.post('/api/backup-codes/off', { stepUp })).body).to.deep.equal({ offAt: null })
    expect((await device.get('/api/account')).readiness['backup-code']?.state).to.equal('off')
    const cancel = await device.stepUp({ do: 'cancel-backup-codes', setId })
    const nothing = await device.post('/api/backup-codes/cancel', { setId, stepUp: cancel })
    expect(nothing.error?.code).to.equal('not_found')
  })

  /** Somebody with codes that are newer than another recovery, which they can freeze. */
  async function judging() {
    const { approver, page } = await recovered(site)
    const recoveryId = page.view.pairingId
    const { setId, codes } = (await makeBackupCodes(approver)).body
    await approver.post('/api/backup-codes/saved', { setId })
    const judge = async (what: 'freeze' | 'lift') => {
      const stepUp = await approver.stepUp({ do: `${what}-recovery`, recoveryId })
      expect((await approver.post(`/api/recoveries/${what}`, { recoveryId, stepUp })).status).to.equal(200)
    }
    return { approver, judge, codes }
  }

  it('[V17] don’t count while something older is frozen, and the account page says so', async () => {
    const { approver, judge } = await judging()
    const health = async () => {
      const { others, tooNew } = (await approver.get('/api/account')).health
      return { others, tooNew }
    }
    const counting = { others: ['backup-code'], tooNew: [] }
    expect(await health()).to.deep.equal(counting)
    await judge('freeze')
    expect(await health()).to.deep.equal({ others: [], tooNew: ['backup-code'] })
    await judge('lift')
    expect(await health()).to.deep.equal(counting)
  })

  it('[R93] the page of a recovery says whether its proof counts', async () => {
    const { approver, judge, codes } = await judging()
    await judge('freeze')
    const waiting = page()
    const { body } = await waiting.proveCode(approver.name, codes[0]!)
    const shown = (view: typeof body) => [view.state, view.proofs.map(({ counts }) => counts)]
    expect(shown(body)).to.deep.equal(['needs-another-proof', [false]])
    await judge('lift')
    expect(shown((await waiting.stateOf(body.recoveryId)).body)).to.deep.equal(['on-hold', [true]])
  })

  it('are tried with a step-up by their owner, who hears what they are, and are not used up [V8] [V11]', async () => {
    const { device, codes } = await owner()
    const other = await owner()
    const tryOne = async (code: string) => {
      const stepUp = await device.stepUp({ do: 'try-backup-code' })
      return device.post('/api/backup-codes/try', { code, stepUp })
    }
    const { health: before } = await device.get('/api/account')
    expect(before).to.deep.include({ verdict: 'amber', passkeys: 'one-manager', others: [] })
    expect(before.next).to.deep.equal(['add-passkey', 'save-codes'])
    expect((await tryOne(codes[2]!)).body).to.deep.equal({ state: 'works', countsFrom: null })
    const { health, readiness, activity } = await device.get('/api/account')
    expect(health).to.deep.include({ verdict: 'green', others: ['backup-code'] })
    expect(readiness['backup-code']?.set?.left).to.equal(10)
    expect(readiness['backup-code']?.set?.triedAt).to.be.a('number')
    expect(activity.map(({ action }) => action)).to.include('backup-code-tried')
    for (const wrong of [foreign(2), other.codes[2]!, 'not a code'])
      expect((await tryOne(wrong)).error?.code).to.equal('code_invalid')
    expect((await page().proveCode(device.name, codes[2]!)).status).to.equal(200)
    expect((await tryOne(codes[2]!)).body).to.deep.equal({ state: 'used', countsFrom: null })
    const stepUp = await device.stepUp({ do: 'make-backup-codes' })
    const refused = await device.post('/api/backup-codes/try', { code: codes[3]!, stepUp })
    expect(refused.error?.code).to.equal('step_up_refused')
  })

  it('are shown anew in the place of used ones, once the recovery is over, and with a step-up [B23] [B24] [V15]', async () => {
    const { device, codes, setId } = await owner()
    const saved = async () => (await device.post('/api/backup-codes/saved', { setId })).status
    expect(await saved()).to.equal(200)
    const renew = async () => {
      const stepUp = await device.stepUp({ do: 'renew-backup-codes' })
      return device.post('/api/backup-codes/renew', { stepUp })
    }
    expect((await renew()).error?.code).to.equal('not_now')
    const { recoveryId } = (await page().proveCode(device.name, codes[4]!)).body
    expect((await renew()).error?.code).to.equal('not_now')
    expect((await stop(device, recoveryId)).body.outcome).to.equal('ended')
    const other = await device.stepUp({ do: 'make-backup-codes' })
    const refused = await device.post('/api/backup-codes/renew', { stepUp: other })
    expect(refused.error?.code).to.equal('step_up_refused')
    const { body } = await renew()
    expect(body.countsFrom).to.equal(null)
    expect(body.codes.map((code) => code.slice(0, 2))).to.deep.equal(['4-'])
    expect(await saved()).to.equal(200)
    expect((await renew()).error?.code).to.equal('not_now')
    expect((await page().proveCode(device.name, codes[4]!)).error?.code).to.equal('code_invalid')
    expect((await page().proveCode(device.name, body.codes[0]!)).body.state).to.equal('on-hold')
  })

  it('are nobody’s to change without a session', async () => {
    const { setId } = await owner()
    const { error } = await page().post('/api/backup-codes/saved', { setId })
    expect(error?.code).to.equal('not_signed_in')
  })
})
