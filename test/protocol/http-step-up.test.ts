import { expect } from 'chai'
import type { Asserted } from '../../shared/api.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { createHttpDevice } from './http-device.ts'
import { deviceWith, signedUp } from './http-owner.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

const ADD = { do: 'add-passkey' } as const

describe('HTTP: step-up', () => {
  let site: HttpSite
  before(async () => {
    site = await startHttpSite()
  })
  after(() => site.close())

  const codeOf = async (reply: Promise<{ status: number; body: { error?: { code: string } } }>) =>
    (await reply).body.error?.code ?? 'ok'

  it('allows the action that it was made for', async () => {
    const device = await signedUp(site)
    expect(await codeOf(device.post('/api/passkeys/options', { stepUp: await device.stepUp(ADD) }))).to.equal(
      'ok',
    )
  })

  it('[W27] [A16] is void for every other action, and for the same action on another thing', async () => {
    const device = await signedUp(site)
    const own = device.authenticator.passkeys[0]!.id as CredentialId
    const other = Buffer.alloc(32).toString('base64url') as CredentialId
    const removeOwn = { do: 'remove-passkey', credentialId: own } as const
    const removeOther = { do: 'remove-passkey', credentialId: other } as const
    expect(
      await codeOf(device.post('/api/passkeys/options', { stepUp: await device.stepUp(removeOwn) })),
    ).to.equal('step_up_refused')
    const forOther = { credentialId: own, stepUp: await device.stepUp(removeOther) }
    expect(await codeOf(device.post('/api/passkeys/remove', forOther))).to.equal('step_up_refused')
    const restore = { credentialId: own, stepUp: await device.stepUp(removeOwn) }
    expect(await codeOf(device.post('/api/passkeys/restore', restore))).to.equal('step_up_refused')
  })

  it('[W27] the choice within an action is part of it', async () => {
    const device = await signedUp(site)
    const recoveryId = 'A'.repeat(22) as never
    const stepUp = await device.stepUp({ do: 'undo-recovery', recoveryId, restoreRetired: false })
    const reply = device.post('/api/recoveries/undo', { recoveryId, restoreRetired: true, stepUp })
    expect(await codeOf(reply)).to.equal('step_up_refused')
  })

  it('is for an action that a feature declares, with all its fields and no others', async () => {
    const device = await signedUp(site)
    const own = { credentialId: device.authenticator.passkeys[0]!.id }
    const undeclared = [
      { do: 'make-coffee' },
      { do: 'constructor' },
      { ...ADD, ...own },
      { do: 'rename-passkey', ...own },
      { do: 'undo-recovery', recoveryId: 'A'.repeat(22), restoreRetired: 'yes' },
    ]
    for (const action of undeclared)
      expect(await codeOf(device.post('/api/step-up', { action: action as never })), action.do).to.equal(
        'bad_request',
      )
  })

  it('[W28] serves once, and is spent by a refusal too', async () => {
    const device = await signedUp(site)
    const stepUp = await device.stepUp(ADD)
    expect(await codeOf(device.post('/api/passkeys/options', { stepUp }))).to.equal('ok')
    expect(await codeOf(device.post('/api/passkeys/options', { stepUp }))).to.equal('ceremony_expired')
    const tried = await device.stepUp(ADD)
    const other = { credentialId: tried.assertion.id as CredentialId, stepUp: tried }
    expect(await codeOf(device.post('/api/passkeys/remove', other))).to.equal('step_up_refused')
    expect(await codeOf(device.post('/api/passkeys/options', { stepUp: tried }))).to.equal('ceremony_expired')
  })

  it('[W10] is bound to the session that asked for it', async () => {
    const device = await signedUp(site)
    const stepUp = await device.stepUp(ADD)
    device.cookies.clear()
    await device.signIn()
    expect(await codeOf(device.post('/api/passkeys/options', { stepUp }))).to.equal('step_up_refused')
  })

  it('[W11] is made with a passkey of the own account', async () => {
    const device = await signedUp(site)
    const stranger = await signedUp(site)
    const [theirs] = stranger.authenticator.passkeys
    const stepUp = await device.stepUp(ADD, {}, theirs)
    expect(await codeOf(device.post('/api/passkeys/options', { stepUp }))).to.equal('step_up_refused')
    // The user handle that would fit, on the stranger's passkey.
    const { userHandle } = await device.account()
    const disguised = await device.stepUp(ADD, { userHandle }, theirs)
    expect(await codeOf(device.post('/api/passkeys/options', { stepUp: disguised }))).to.equal(
      'step_up_refused',
    )
    const silent = await device.stepUp(ADD, { userHandle: null }, theirs)
    expect(await codeOf(device.post('/api/passkeys/options', { stepUp: silent }))).to.equal('step_up_refused')
  })

  it('[W9] takes no sign-in for it, and no sign-in takes it', async () => {
    const device = await signedUp(site)
    const signIn = device.assert((await device.post('/api/sign-in/options', {})).body)
    expect(await codeOf(device.post('/api/passkeys/options', { stepUp: signIn }))).to.equal(
      'ceremony_expired',
    )
    expect(await codeOf(device.post('/api/sign-in', await device.stepUp(ADD)))).to.equal('ceremony_expired')
  })

  it('[W22] needs the user to be verified', async () => {
    const device = await signedUp(site)
    const stepUp = await device.stepUp(ADD, { userVerified: false })
    expect(await codeOf(device.post('/api/passkeys/options', { stepUp }))).to.equal('step_up_refused')
  })

  it('[W12] refuses a copied passkey by its counter', async () => {
    const device = createHttpDevice(site, { synced: false })
    await device.signUp('counted')
    await device.signIn({}, { counter: 9 })
    const stepUp = await device.stepUp(ADD, { counter: 9 })
    expect(await codeOf(device.post('/api/passkeys/options', { stepUp }))).to.equal('step_up_refused')
  })

  it('[W42] [W45] writes down why one was refused: for the owner, and in the log', async () => {
    const device = await signedUp(site)
    const stranger = await signedUp(site)
    const [own, theirs] = [device, stranger].map(({ authenticator }) => authenticator.passkeys[0]!)
    const { accountId } = (await site.sql.credentials.find(own!.id as CredentialId))!
    const ghost = { ...own!, id: Buffer.alloc(32).toString('base64url') }
    const refusals: [why: string, stepUp: Asserted][] = [
      ['user-not-verified', await device.stepUp(ADD, { userVerified: false })],
      ['backup-eligibility-changed', await device.stepUp(ADD, { flipBackupEligible: true, backedUp: false })],
      ['other-account', await device.stepUp(ADD, {}, theirs)],
      ['unknown-passkey', await device.stepUp(ADD, {}, ghost)],
      ['other-session', await (await deviceWith(site, own!)).stepUp(ADD)],
    ]
    for (const [why, stepUp] of refusals) {
      const reply = await device.post('/api/passkeys/options', { stepUp })
      expect([reply.status, reply.body], why).to.deep.equal([403, { error: { code: 'step_up_refused' } }])
      const [newest] = await site.sql.audit.list(accountId, 1)
      expect(newest).to.include({ action: 'step-up-refused', detail: why })
      const logged = site.log.findLast((line) => line.includes('"why"')) ?? '{}'
      expect(JSON.parse(logged)).to.include({ ceremony: 'step-up', why, accountId })
    }
    const { news } = await device.account()
    expect(news.find(({ action }) => action === 'step-up-refused')?.count).to.equal(refusals.length)
  })

  it('[W42] of an account, so many are written down in an hour and no more', async () => {
    const strict = await startHttpSite({ limits: { assertion: 2 } })
    try {
      const device = await signedUp(strict)
      for (let time = 0; time < 4; time += 1) {
        const stepUp = await device.stepUp(ADD, { foreignKey: true })
        expect(await codeOf(device.post('/api/passkeys/options', { stepUp }))).to.equal('step_up_refused')
      }
      const { news } = await device.account()
      expect(news.find(({ action }) => action === 'step-up-refused')?.count).to.equal(2)
    } finally {
      await strict.close()
    }
  })

  it('lists the passkeys that will do, and asks for verification', async () => {
    const device = await signedUp(site)
    const { options } = (await device.post('/api/step-up', { action: ADD })).body
    expect(options.allowCredentials?.map(({ id }) => id)).to.deep.equal([
      device.authenticator.passkeys[0]!.id,
    ])
    expect(options).to.include({ userVerification: 'required', timeout: 60_000 })
  })

  it('[W28] runs out', async () => {
    const hasty = await startHttpSite({ stepUpMs: 1 })
    try {
      const device = createHttpDevice(hasty)
      await device.signUp('late')
      const stepUp = await device.stepUp(ADD)
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(await codeOf(device.post('/api/passkeys/options', { stepUp }))).to.equal('ceremony_expired')
    } finally {
      await hasty.close()
    }
  })

  it('[A15] is asked for so often and no more', async () => {
    const strict = await startHttpSite({ limits: { 'step-up': 1 } })
    try {
      const device = createHttpDevice(strict)
      await device.signUp('eager')
      expect(await codeOf(device.post('/api/step-up', { action: ADD }))).to.equal('ok')
      expect(await codeOf(device.post('/api/step-up', { action: ADD }))).to.equal('rate_limited')
    } finally {
      await strict.close()
    }
  })
})
