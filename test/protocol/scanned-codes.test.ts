import { expect } from 'chai'
import { newCommandId, qrOf, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import {
  approve,
  codeOf,
  newApprover,
  newBrowser,
  openPage,
  type Pair,
  proveOn,
  registerOn,
  scan,
} from './scene.ts'

describeOnCommonSites('a scanned code', (site) => {
  it('opening its address claims nothing; only Continue does', async () => {
    const [approver, page] = await Promise.all([newApprover(site), openPage(site)])
    const before = viewOf(await page.state())
    for (const method of ['GET', 'HEAD']) {
      const headers = { ...approver.headers, cookie: approver.cookie, purpose: 'prefetch' }
      const { status } = await fetch(`${site.otherUrl}/approve`, { method, headers })
      expect(status).to.equal(200)
    }
    const { body } = await approver.look(qrOf(page.view), site.otherUrl)

    expect(viewOf(await page.state())).to.include({ state: 'open', version: before.version })
    expect(page.pushed).to.deep.equal([])
    expect(codeOf(await approver.claim(body))).to.equal(null)
    await page.until((view) => view.state === 'matched')
  })

  it('a look at it is worth the same after signing in first', async () => {
    const page = await openPage(site)
    const phone = await newApprover(site)
    await phone.post('/api/sign-out', {})
    const { body } = await phone.look(qrOf(page.view))
    await phone.signIn()
    await phone.connect(site.otherUrl)
    expect(claimOf(await phone.claim(body)).state).to.equal('matched')
  })

  it('[P25] is not worth anything with another secret, pairing or way of writing', async () => {
    const [approver, page, other] = await Promise.all([newApprover(site), openPage(site), openPage(site)])
    const code = qrOf(page.view)
    const wrong = [
      { ...code, pairingId: other.view.pairingId },
      { ...code, secret: qrOf(other.view).secret },
      { ...code, pairingId: 'AAAAAAAAAAAAAAAAAAAAAA' },
    ]
    for (const attempt of wrong) {
      expect((await approver.look(attempt as never)).error?.code).to.equal('code_invalid')
    }
    for (const attempt of [
      { ...code, step: -1 },
      { ...code, secret: 'A' },
      { ...code, more: 1 },
    ]) {
      expect((await approver.look(attempt as never)).error?.code).to.equal('bad_request')
    }
  })

  it('[P26] is not worth anything before its time', async () => {
    const [approver, page] = await Promise.all([newApprover(site), openPage(site)])
    expect((await approver.look(qrOf(page.view, 1))).error?.code).to.equal('code_invalid')
    expect((await approver.look(qrOf(page.view, 3))).error?.code).to.equal('code_invalid')
    expect((await approver.look(qrOf(page.view, 0))).error).to.equal(null)
  })

  it('[P27] a receipt serves the browser that looked, as it was made, and nothing else', async () => {
    const [approver, thief, page] = await Promise.all([newApprover(site), newApprover(site), openPage(site)])
    const { receipt } = (await approver.look(qrOf(page.view))).body
    const [pairing, epoch, until, mac] = receipt.split('.')
    const forged = [
      [pairing, Number(epoch) + 1, until, mac],
      [pairing, epoch, Number(until) + 60_000, mac],
      [qrOf(page.view).pairingId, epoch, until, 'A'.repeat(43)],
    ]
    for (const parts of forged) {
      expect(codeOf(await approver.claim({ receipt: parts.join('.') }))).to.equal('code_invalid')
    }
    expect(codeOf(await thief.claim({ receipt }))).to.equal('code_invalid')
    expect(codeOf(await approver.claim({ receipt: '' }))).to.equal('code_invalid')
    expect(codeOf(await approver.claim({ receipt }))).to.equal(null)
  })

  it('[P5] cannot be claimed by the browser that shows it', async () => {
    const approver = await newApprover(site)
    const browserCookie = `rekey_browser=${approver.cookies.get('rekey_browser')}`
    const page = await openPage(site, { browserCookie })
    expect(codeOf(await approver.scan(qrOf(page.view)))).to.equal('own_page')
    expect(viewOf(await page.state()).state).to.equal('open')
  })

  it('[P20] a retried claim is the same claim', async () => {
    const [approver, page] = await Promise.all([newApprover(site), openPage(site)])
    const { body } = await approver.look(qrOf(page.view))
    const id = newCommandId()
    const [first, again] = [await approver.claim(body, id), await approver.claim(body, id)]
    expect(claimOf(again).claimId).to.equal(claimOf(first).claimId)
    expect(claimOf(again).viewVersion).to.equal(claimOf(first).viewVersion)
    expect(codeOf(await approver.claim(body))).to.equal('already_claimed')
    expect(viewOf(await page.state()).state).to.equal('matched')
  })

  it('[P20] a retried claim of a second browser is dual, as it was the first time', async () => {
    const approver = await newApprover(site)
    claimOf(await approver.scan(qrOf((await openPage(site)).view)))
    const { body } = await approver.look(qrOf((await openPage(site)).view))
    const id = newCommandId()
    for (const claim of [await approver.claim(body, id), await approver.claim(body, id)])
      expect(claimOf(claim)).to.deep.include({ state: 'claimed', reasons: ['two-pages'] })
  })

  it('[P20] a claim that is retried after its page has gone is told how it ended', async () => {
    const [approver, page] = await Promise.all([newApprover(site), openPage(site)])
    const { body } = await approver.look(qrOf(page.view))
    const id = newCommandId()
    const { claimId } = claimOf(await approver.claim(body, id))
    viewOf(await page.cancel())
    expect(claimOf(await approver.claim(body, id))).to.include({ claimId, state: 'cancelled' })
  })

  it('[P3] of an epoch before is dead, with the receipts for it', async () => {
    const [approver, page] = await Promise.all([newApprover(site), openPage(site)])
    const old = qrOf(page.view)
    const { body } = await approver.look(old)
    viewOf(await page.newCode())
    expect((await approver.look(old)).error?.code).to.equal('code_invalid')
    expect(codeOf(await approver.claim(body))).to.equal('code_invalid')
    expect(claimOf(await approver.scan(qrOf(page.view))).state).to.equal('matched')
  })

  const ends: Record<string, (pair: Pair) => Promise<unknown>> = {
    registered: async (pair) => registerOn(site, await approve(pair)),
    'used up': async (pair) => proveOn(await registerOn(site, await approve(pair))),
    denied: async ({ approver, claim }) => approver.deny(claim.claimId),
    'reported after the approval': async (pair) => {
      const { approver, claim } = await approve(pair)
      await approver.deny(claim.claimId, true)
    },
    'given up by its page': ({ page }) => page.cancel(),
    'replaced by a newer one of the same browser': ({ page }) => openPage(site, page.options),
  }
  for (const [how, end] of Object.entries(ends)) {
    it(`[P1] [P2] that was ${how} is dead for everybody, with the receipts for it`, async () => {
      const stranger = await newApprover(site)
      const page = await openPage(site, { browserCookie: newBrowser() })
      const code = qrOf(page.view)
      const { body } = await stranger.look(code)
      const pair = await scan(site, page)
      await end(pair)
      expect(codeOf(await stranger.claim(body))).to.equal('code_invalid')
      for (const node of [site.url, site.otherUrl]) {
        expect((await stranger.look(code, node)).error).to.deep.equal({ code: 'code_invalid' })
        expect((await pair.approver.look(code, node)).error).to.deep.equal({ code: 'code_invalid' })
      }
      const { news } = await pair.approver.get('/api/account')
      expect(news.map(({ action }) => action)).to.include('pairing-code-reused')
    })
  }
})
