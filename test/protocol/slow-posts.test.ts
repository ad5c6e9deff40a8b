import { expect } from 'chai'
import { SLOW_BUDGETS } from '../../server/limits/slow-numbers.ts'
import type { SignedPost } from '../../shared/slow-recovery.ts'
import { newAddress } from '../support/new-address.ts'
import { runSql } from '../support/run-sql.ts'
import { commonSite, describeOnCommonSites } from '../support/sites.ts'
import { slowScene } from './slow-scene.ts'

const STATE = '/api/recovery/state'

describeOnCommonSites('what a page key signs, over HTTP', (site) => {
  const { begun, ready } = slowScene(site)

  /** A page with its recovery, and how the server answers what it sends. */
  async function waiting() {
    const all = await begun()
    const { page, id } = all
    const signed = (origin?: string) => page.signed(STATE, { recoveryId: id }, origin)
    const codeOf = async (post: SignedPost, url = site.url) =>
      (await page.post(STATE, post, url)).error?.code ?? null
    return { ...all, signed, codeOf }
  }

  it('[R40] is taken once, on whichever node', async () => {
    const { signed, codeOf } = await waiting()
    const post = await signed()
    expect(await codeOf(post)).to.equal(null)
    for (const url of [site.url, site.otherUrl]) expect(await codeOf(post, url)).to.equal('ceremony_expired')
  })

  it('[R40] is taken once, however often it arrives at the same moment', async () => {
    const { signed, codeOf } = await waiting()
    const post = await signed()
    const send = (turn: number) => codeOf(post, turn % 2 ? site.url : site.otherUrl)
    const codes = await Promise.all(Array.from({ length: 20 }, (_, turn) => send(turn)))
    expect(codes.filter((code) => code === null)).to.have.length(1)
    expect(codes.filter((code) => code === 'ceremony_expired')).to.have.length(19)
  })

  it('[R40] is void after any other post with its nonce', async () => {
    const { signed, codeOf } = await waiting()
    const post = await signed()
    expect(await codeOf({ ...post, body: '{}' })).to.equal('signature_invalid')
    expect(await codeOf(post)).to.equal('ceremony_expired')
  })

  it('[R41] is void with another body, nonce, key, path or origin', async () => {
    const { page, id, signed, codeOf } = await waiting()
    const other = await begun()
    const body = JSON.stringify({ recoveryId: other.id })
    const { nonce } = await signed()
    const foreign = await other.page.signed(STATE, { recoveryId: id })
    const elsewhere = await page.signed('/api/recovery/register-options', { recoveryId: id })
    const altered: readonly SignedPost[] = [
      { ...(await signed()), body },
      { ...(await signed()), nonce },
      { ...(await signed()), pageKey: other.page.pageKey },
      { ...foreign, pageKey: page.pageKey },
      { ...(await signed()), signature: foreign.signature },
      elsewhere,
      await signed('https://evil.example'),
    ]
    for (const [nth, post] of altered.entries())
      expect(await codeOf(post), `number ${nth}`).to.equal('signature_invalid')
    expect(await codeOf(await signed())).to.equal(null)
  })

  it('[R43] is counted by network, its nonces too, and other networks go on', async () => {
    const { page, id, signed, codeOf } = await waiting()
    page.moveTo(newAddress())
    const spare = await signed()
    const most = SLOW_BUDGETS['page-nonce'].value
    const asked = Array.from({ length: most + 1 }, () =>
      page.post('/api/recovery/nonce', { pageKey: page.pageKey }),
    )
    const refused = (await Promise.all(asked)).filter(({ error }) => error)
    expect(refused.map(({ error }) => error?.code)).to.deep.equal(['rate_limited', 'rate_limited'])
    expect(refused[0]!.error?.retryAfterMs).to.be.within(1, 60_000)

    // A post that is counted out keeps its nonce: only its network has to wait.
    const sent = Array.from({ length: SLOW_BUDGETS['page-post'].value }, () =>
      codeOf({ ...spare, nonce: 'n'.repeat(22) }),
    )
    expect([...new Set(await Promise.all(sent))]).to.deep.equal(['ceremony_expired'])
    expect(await codeOf(spare)).to.equal('rate_limited')
    page.moveTo(newAddress())
    expect(await codeOf(spare)).to.equal(null)
    expect((await page.stateOf(id)).status).to.equal(200)
  })

  it('[R52] spends the challenge of a registration first, which is bound to recovery and page', async () => {
    const { page, id } = await ready()
    const other = await ready()
    const { body: offer } = await page.offerFor(id)
    const attested = page.attest(offer)
    expect((await other.page.register(other.id, attested)).error?.code).to.equal('ceremony_expired')
    expect((await page.register(id, attested)).error?.code).to.equal('ceremony_expired')
    expect((await page.registerFor(id, site.otherUrl)).status).to.equal(200)
  })
})

describe('what a page key signs too late', () => {
  const site = commonSite('shared')
  const { begun, ready } = slowScene(site)

  /** As if this nonce or this challenge had been made too long ago. */
  const lapse = (id: string) =>
    runSql(site, `update challenges set expires_at = created_at where id = '${id}'`)

  it('[R40] is void with its nonce', async () => {
    const { page, id } = await begun()
    const post = await page.signed(STATE, { recoveryId: id })
    await lapse(post.nonce)
    expect((await page.post(STATE, post)).error?.code).to.equal('ceremony_expired')
    expect((await page.stateOf(id)).status).to.equal(200)
  })

  it('[R52] is void with the challenge of its registration', async () => {
    const { page, id } = await ready()
    const { body: offer } = await page.offerFor(id)
    await lapse(offer.challengeId)
    expect((await page.register(id, page.attest(offer))).error?.code).to.equal('ceremony_expired')
    expect((await page.registerFor(id, site.otherUrl)).status).to.equal(200)
  })
})
