import { expect } from 'chai'
import { commonSite } from '../support/sites.ts'
import { bySize } from '../support/size.ts'
import { inParallel } from './scene.ts'
import { slowScene, stop } from './slow-scene.ts'

const RACES = bySize({ short: 3, long: 8, full: 20 })

describe('a recovery that takes days, and what comes at once, on two nodes', () => {
  const site = commonSite('shared')
  const { newPage, newOwner, ready } = slowScene(site)
  const node = (turn: number) => (turn % 2 ? site.url : site.otherUrl)
  const atOnce = <Done>(times: number, attempt: (turn: number) => Promise<Done>) =>
    Promise.all(Array.from({ length: times }, (_, turn) => attempt(turn)))

  it('[R44] one code on 50 pages is proven on one of them', async () => {
    const owner = await newOwner()
    const code = owner.code()
    const answers = await atOnce(50, (turn) => newPage().proveCode(owner.name, code, node(turn)))
    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused.map(({ body }) => body)).to.deep.equal(
      Array.from({ length: 49 }, () => ({ error: { code: 'code_invalid' } })),
    )
    expect((await owner.device.get('/api/account')).underWay).to.have.length(1)
  })

  it('[R45] a code and a link on one page are one recovery', () =>
    inParallel(RACES, async (round) => {
      const owner = await newOwner()
      const page = newPage()
      const secret = await owner.link()
      const [byCode, byLink] = await Promise.all([
        page.proveCode(owner.name, owner.code(), node(round)),
        page.useLink(secret, node(round + 1)),
      ])
      expect([byCode.status, byLink.status]).to.deep.equal([200, 200])
      expect(byCode.body.recoveryId).to.equal(byLink.body.recoveryId)
      expect((await page.stateOf(byCode.body.recoveryId)).body.state).to.equal('ready')
    }))

  it('[R46] a code each on 6 pages: one of them has the recovery', async () => {
    const owner = await newOwner()
    const pages = Array.from({ length: 6 }, () => newPage())
    const began = await atOnce(6, (turn) => pages[turn]!.proveCode(owner.name, owner.code(), node(turn)))
    const states = await atOnce(6, async (turn) => {
      const { body } = await pages[turn]!.stateOf(began[turn]!.body.recoveryId, node(turn))
      return body.state
    })
    expect(states.filter((state) => state === 'on-hold')).to.have.length(1)
    expect(states.filter((state) => state === 'moved')).to.have.length(5)
  })

  it('[R49] 6 registrations from one page: one passkey, which signs in', async () => {
    const { owner, page, id } = await ready()
    const answers = await atOnce(6, (turn) => page.registerFor(id, node(turn)))
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1)
    for (const { error } of answers) expect(error?.code ?? null).to.be.oneOf([null, 'not_now'])
    const registered = answers.flatMap(({ body }) => ('credentialId' in body ? [body.credentialId] : []))
    const { passkeys } = page.authenticator
    passkeys.splice(0, passkeys.length, ...passkeys.filter((one) => registered.some((own) => own === one.id)))
    expect((await page.signIn()).body.recovered).to.equal(true)
    expect((await owner.device.get('/api/account')).passkeys).to.have.length(2)
  })

  it('[R48] a registration and a stop: the recovery ends, and no passkey is left', () =>
    inParallel(RACES, async (round) => {
      const { owner, page, id } = await ready()
      const { body: offer } = await page.offerFor(id)
      const attested = page.attest(offer)
      const [registered, stopped] = await Promise.all([
        page.register(id, attested, node(round)),
        stop(owner.device, id, node(round + 1)),
      ])
      expect(registered.error?.code ?? null).to.be.oneOf([null, 'not_now'])
      expect(stopped.body.outcome).to.equal('ended')
      expect((await page.stateOf(id)).body).to.include({ state: 'ended', cause: 'denied' })
      expect((await page.signIn()).error?.code).to.equal('passkey_unknown')
      expect((await owner.device.get('/api/account')).passkeys).to.have.length(1)
    }))

  it('[R48] the sign-in that proves and a stop: the passkey is in, or the recovery ended', () =>
    inParallel(RACES, async (round) => {
      const { owner, page, id } = await ready()
      await page.registerFor(id, node(round))
      const [signedIn, stopped] = await Promise.all([page.signIn(), stop(owner.device, id, node(round + 1))])
      const { state } = (await page.stateOf(id)).body
      expect([signedIn.error?.code ?? null, stopped.error?.code ?? null, state]).to.deep.be.oneOf([
        [null, 'not_found', 'done'],
        ['passkey_unknown', null, 'ended'],
      ])
    }))
})
