import { expect } from 'chai'
import type { ConnectionId, PageKey } from '../../shared/ids.ts'
import type { SignatureFacts } from '../../shared/page-signature.ts'
import { newCommandId, PageDevice, viewOf } from '../support/page-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite, describeOnCommonSites, type Site } from '../support/sites.ts'
import {
  approve,
  approved,
  closeAfterwards,
  codeOf,
  connectedPage,
  openPage,
  registerOn,
  scan,
} from './scene.ts'

describeOnCommonSites('the page key', (site: Site) => {
  it('[P38] someone with all of the QR code gets nothing, and the page does not notice', async () => {
    const page = await openPage(site)
    const { pairingId } = page.view
    for (const node of [site.url, site.otherUrl]) {
      const bystander = await connectedPage(site, { node })
      bystander.pairingId = pairingId
      expect(codeOf(await bystander.resume())).to.equal('pairing_over')
      expect(codeOf(await bystander.state())).to.equal('signature_invalid')
      expect(codeOf(await bystander.newCode())).to.equal('signature_invalid')
      expect(codeOf(await bystander.registerOptions())).to.equal('signature_invalid')
      expect(codeOf(await bystander.typeName('Mallory'))).to.equal('signature_invalid')
      expect(codeOf(await bystander.cancel())).to.equal('signature_invalid')
      expect(bystander.frames.join()).to.not.include('"view"')
    }
    expect([page.bye, page.socket.connected, page.pushed.length]).to.deep.equal([null, true, 0])
    await registerOn(site, await approve(await scan(site, page)))
  })

  it('a resume of no pairing is refused in the same words', async () => {
    const page = await connectedPage(site)
    const unknown = 'A'.repeat(22) as PageDevice['view']['pairingId']
    expect(await page.resume(unknown)).to.deep.include({ ok: false, error: { code: 'pairing_over' } })
  })

  const elsewhere = 'B'.repeat(22)
  const lies: Record<string, (page: PageDevice) => Partial<SignatureFacts>> = {
    'another command': () => ({ command: 'register-options' }),
    'another pairing': () => ({ pairingId: elsewhere as PageDevice['view']['pairingId'] }),
    'another origin': () => ({ origin: 'https://rekey.example' }),
    'another nonce': () => ({ nonce: 'C'.repeat(43) }),
    'another connection': () => ({ connection: elsewhere as ConnectionId }),
    'another body': () => ({ bodyHash: 'D'.repeat(43) }),
  }
  for (const [what, lie] of Object.entries(lies)) {
    it(`[P22] a signature over ${what} is worth nothing`, async () => {
      const page = await openPage(site)
      const message = page.message('new-code', {}, newCommandId(), lie(page))
      expect(codeOf(await page.send('new-code', message))).to.equal('signature_invalid')
      expect(viewOf(await page.state()).version).to.equal(page.opened.version)
    })
  }

  it('[P22] a page key opens with its own signature only', async () => {
    const page = await connectedPage(site)
    const foreign = new PageDevice(site.url).pageKey
    for (const pageKey of [foreign, `${page.pageKey.slice(0, 44)}${'A'.repeat(43)}` as PageKey]) {
      const message = page.message('open', { pageKey, purpose: 'replace' })
      expect(codeOf(await page.send('open', message))).to.equal('signature_invalid')
    }
    expect((await page.open()).state).to.equal('open')
  })

  it('[P38] a signature that was overheard serves no other connection', async () => {
    const page = await openPage(site)
    const overheard = page.message('resume', { pairingId: page.view.pairingId })
    const thief = await connectedPage(site, { node: site.otherUrl })
    for (const message of [overheard, { ...overheard, nonce: thief.nonce }]) {
      expect(codeOf(await thief.send('resume', message))).to.equal('pairing_over')
    }
    expect(page.socket.connected).to.equal(true)
  })

  it('[P42] a nonce serves one command, also when two use it at once', async () => {
    const page = await openPage(site)
    const message = page.message('new-code', {})
    const twice = [message, { ...message, id: newCommandId() }].map((one) => page.send('new-code', one))
    const codes = (await Promise.all(twice)).map(codeOf)
    expect(codes).to.have.members([null, 'signature_invalid'])
    expect(codeOf(await page.send('new-code', message))).to.equal('signature_invalid')
    expect(viewOf(await page.state()).version).to.equal(page.opened.version + 1)
  })

  it('a refused command spends its nonce, and the answer brings the next one', async () => {
    const page = await openPage(site)
    const before = page.nonce
    expect(codeOf(await page.typeReturnPin('1234567'))).to.equal('not_now')
    expect(page.nonce)
      .to.match(/^[A-Za-z0-9_-]{43}$/)
      .and.not.equal(before)
    const stale = page.message('new-code', {}, newCommandId(), { nonce: before })
    expect(codeOf(await page.send('new-code', { ...stale, nonce: before }))).to.equal('signature_invalid')
    expect(codeOf(await page.newCode())).to.equal(null)
  })

  it('a command that is repeated under one id has one effect', async () => {
    const page = await openPage(site)
    const id = newCommandId()
    const [first, again] = [
      viewOf(await page.send('new-code', page.message('new-code', {}, id))),
      viewOf(await page.send('new-code', page.message('new-code', {}, id))),
    ]
    expect(again.codes).to.deep.equal(first.codes)
    const { page: other } = await approved(site)
    const [one, two] = [await other.registerOptions(id), await other.registerOptions(id)]
    expect(one.ok && two.ok && one.options.challenge === two.options.challenge).to.equal(true)
  })
})

describe('a connection that lost its page', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)

  it('[P35] is told nothing more, though no announcement reached it', async () => {
    const page = await openPage(site)
    const { connection } = closeAfterwards(await page.twin().connect(site.otherUrl))
    await stores.rewrite(page.view.pairingId, (pairing) => ({ ...pairing, connection }))
    expect(codeOf(await page.state())).to.equal('pairing_over')
  })
})
