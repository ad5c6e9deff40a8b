import { expect } from 'chai'
import type { HttpDevice } from './http-device.ts'
import { signedUp } from './http-owner.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

describe('e-mail addresses over HTTP', () => {
  let site: HttpSite
  before(async () => {
    site = await startHttpSite({ limits: { 'mail-code-account': 3, 'mail-code-session': 20 } })
  })
  after(() => site.close())

  async function ask(device: HttpDevice, address: string) {
    const stepUp = await device.stepUp({ do: 'add-address', address })
    return device.post('/api/addresses', { address, stepUp })
  }

  it('[M21] adding, removing and keeping one takes a step-up for exactly this', async () => {
    const device = await signedUp(site)
    const stepUp = await device.stepUp({ do: 'add-address', address: 'one@example.com' })
    const added = await device.post('/api/addresses', { address: 'two@example.com', stepUp })
    expect(added.body.error.code).to.equal('step_up_refused')
    const { body } = await ask(device, 'one@example.com')
    const { addressId } = body
    const other = await device.stepUp({ do: 'keep-address', addressId })
    for (const path of ['/api/addresses/remove', '/api/addresses/keep'] as const) {
      const action = path === '/api/addresses/keep' ? 'remove-address' : 'keep-address'
      const wrong = await device.stepUp({ do: action, addressId })
      const refused = await device.post(path, { addressId, stepUp: wrong })
      expect(refused.body.error.code).to.equal('step_up_refused')
    }
    const kept = await device.post('/api/addresses/keep', { addressId, stepUp: other })
    expect(kept.body.error.code).to.equal('not_found')
    const right = await device.stepUp({ do: 'remove-address', addressId })
    const removed = await device.post('/api/addresses/remove', { addressId, stepUp: right })
    expect(removed.body).to.deep.equal({ leavesAt: null })
    expect((await device.account()).addresses).to.deep.equal({ canAdd: true, rows: [] })
  })

  it('refuses what is no address, before anything is mailed', async () => {
    const device = await signedUp(site)
    expect((await ask(device, 'alice@example')).body.error.code).to.equal('address_invalid')
    expect((await device.account()).addresses.rows).to.deep.equal([])
  })

  it('shows a new one to its owner alone, without its code', async () => {
    const device = await signedUp(site)
    const { body } = await ask(device, 'Shown@Example.com')
    const page = await device.account()
    expect(page.addresses.rows[0]).to.include({
      id: body.addressId,
      address: 'Shown@example.com',
      state: 'unconfirmed',
      codeUntil: body.codeUntil,
      removal: null,
    })
    expect(JSON.stringify(page)).not.to.match(/\b\d{8}\b/)
    const other = await signedUp(site)
    expect((await other.account()).addresses.rows).to.deep.equal([])
    const tried = await other.post('/api/addresses/confirm', { addressId: body.addressId, code: '12345678' })
    expect(tried.body.error.code).to.equal('code_invalid')
    expect(site.log.join()).not.to.contain('Shown@')
  })

  it('[M22] no account can have more codes mailed than its limits allow, whatever the addresses', async () => {
    const device = await signedUp(site)
    for (const nth of [1, 2, 3]) {
      expect((await ask(device, `many-${nth}@example.com`)).status).to.equal(200)
    }
    const refused = await ask(device, 'many-4@example.com')
    expect(refused.status).to.equal(429)
    expect(refused.body.error.retryAfterMs).to.be.above(0)
  })

  it('[A152] a copied session that confirms nothing uses up no code, neither of its account nor of an address', async () => {
    const [device, thief] = [await signedUp(site), await signedUp(site)]
    const address = 'kept-free@example.com'
    for (const copied of [device, device, device, thief, thief, thief, thief, thief, thief]) {
      const stepUp = await copied.stepUp({ do: 'add-address', address: 'another@example.com' })
      const refused = await copied.post('/api/addresses', { address, stepUp })
      expect(refused.body.error.code).to.equal('step_up_refused')
    }
    expect((await ask(device, address)).status).to.equal(200)
  })

  it('[M45] one account uses up no address: another one can still add it; [L67] what is refused costs its caller nothing', async () => {
    const wide = await startHttpSite({ limits: { 'mail-code-account': 5 } })
    try {
      const [stranger, owner] = [await signedUp(wide), await signedUp(wide)]
      const statuses: number[] = []
      for (let nth = 0; nth < 9; nth += 1) statuses.push((await ask(stranger, 'mine@example.com')).status)
      expect(statuses).to.deep.equal([200, 200, 200, 429, 429, 429, 429, 429, 429])
      expect((await ask(owner, 'Mine@example.com')).status).to.equal(200)
      expect((await ask(stranger, 'other@example.com')).status).to.equal(200)
    } finally {
      await wide.close()
    }
  })

  it('[M22] nobody can fill a mailbox, with however many accounts', async () => {
    const statuses: number[] = []
    for (let nth = 0; nth < 13; nth += 1) {
      const device = await signedUp(site)
      statuses.push((await ask(device, nth % 2 ? 'victim@example.com' : 'VICTIM@example.com')).status)
    }
    expect(statuses).to.deep.equal([...Array(12).fill(200), 429])
  })
})
