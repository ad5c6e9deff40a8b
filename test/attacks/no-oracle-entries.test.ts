import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { HTTP_BODIES, HTTP_PATHS, type HttpPath } from '../fuzz/support/http-bodies.ts'
import { newName } from '../protocol/scene.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { runSql } from '../support/run-sql.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { SignedPage } from '../support/signed-page.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { CHANNEL_ENTRIES, COMMAND_ENTRIES, GET_ENTRIES, POST_ENTRIES } from './support/entries.ts'
import { expectAlike } from './support/timing.ts'

const ROUNDS = bySize({ short: 20, long: 30, full: 40 })

const ALL_ON = {
  SMTP_URL: 'smtp://127.0.0.1:9',
  ...{ ASSISTED: 'user', BACKUP_CODES: 'user', CONTACTS: 'user', EMAIL_RECOVERY: 'user' },
}
const ALL_OFF = { ...ALL_ON, ASSISTED: 'off', BACKUP_CODES: 'off', CONTACTS: 'off', EMAIL_RECOVERY: 'off' }

const addressOf = (name: string) => `${name.replace(' ', '-')}@example.com`
const sourceOf = (test: string) => readFileSync(new URL(`${test}.test.ts`, import.meta.url), 'utf8')
const pathsThat = (is: string) => HTTP_PATHS.filter((path) => POST_ENTRIES[path] === is)

describe('every entry that takes a name, an address or a code', () => {
  it('is in a test that asks it for what somebody has and for what nobody has', () => {
    const tested = HTTP_PATHS.filter((path) => POST_ENTRIES[path].startsWith('no-oracle'))
    expect(tested).to.have.length.above(8)
    for (const path of tested.filter((one) => one !== '/api/look'))
      expect(sourceOf(POST_ENTRIES[path]), path).to.include(`'${path}'`)
    const source = sourceOf('no-oracle')
    expect(source).to.include('lookAt(')
    for (const [name, how] of Object.entries(COMMAND_ENTRIES))
      if (how !== 'own') expect(source, name).to.include(how.by)
  })
})

describeAttacks('entries for strangers', { inShortRun: 'embedded', env: ALL_ON }, (site) => {
  it('answer only who is signed in, where they are about an account: posts, gets and sockets', async () => {
    const stranger = new PasskeyDevice(site.url)
    const paths = pathsThat('session')
    expect(paths).to.have.length.above(40)
    for (const path of paths) {
      const { status, error } = await stranger.post(path, HTTP_BODIES[path]() as never)
      expect([status, error?.code], path).to.deep.equal([401, 'not_signed_in'])
    }
    for (const [path, who] of Object.entries(GET_ENTRIES))
      expect((await fetch(`${site.url}${path}`)).status, path).to.equal(who === 'session' ? 401 : 200)
    for (const [channel, who] of Object.entries(CHANNEL_ENTRIES)) {
      const unknown = new SignedInDevice(site.url)
      const entered = await unknown.connect(site.url, channel).then(
        () => true,
        () => false,
      )
      unknown.close()
      expect(entered, channel).to.equal(who === 'commands')
    }
  })

  it('refuse what nobody was given in one way, where they take a secret', async () => {
    const paths = pathsThat('secret')
    expect(paths).to.have.length.above(10)
    for (const path of paths) {
      const [one, other] = [await postedTo(path), await postedTo(path)]
      expect(one.body.error?.code, path).to.be.oneOf(['code_invalid', 'not_found', 'ceremony_expired'])
      expect(other, path).to.deep.equal(one)
    }
  })

  async function postedTo(path: HttpPath) {
    const page = new SignedPage(site.url)
    const wish: object = HTTP_BODIES[path]()
    const isSigned = 'signature' in wish && 'body' in wish
    const post = isSigned ? await page.signed(path as never, JSON.parse(String(wish.body))) : wish
    const { status, body } = await page.post(path, post as never)
    return { status, body: body as { readonly error?: { readonly code: string } } }
  }
})

const off = { inShortRun: null, own: true, env: ALL_OFF }

describeAttacks('entries of methods that are off', off, function (site) {
  this.timeout(180_000)
  this.retries(1)

  it('answer alike for names and addresses that somebody has, or nobody', async () => {
    const owner = await new SignedInDevice(site.url).signUp(newName('Oracle'))
    const asker = await new SignedInDevice(site.url).signUp(newName('Asker'))
    const names = { unknown: newName('Nobody'), known: owner.name }
    const addresses = { unknown: addressOf(newName('nobody')), known: addressOf(newName('oracle')) }
    const address = addresses.known
    const stepUp = await owner.stepUp({ do: 'add-address', address })
    const { body } = await owner.post('/api/addresses', { address, stepUp })
    await runSql(
      site,
      `update addresses set state = 'counts', counts_since = 1 where id = '${body.addressId}'`,
    )
    const kinds = ['unknown', 'known'] as const
    type Kind = (typeof kinds)[number]
    const bodies = {
      '/api/backup-codes/prove': (kind: Kind) => ({ name: names[kind], code: '3-K7Q2-9XWD-K7Q2-9XWD' }),
      '/api/case/ask': (kind: Kind) => ({ name: names[kind] }),
      '/api/contact/ask': (kind: Kind) => ({ name: names[kind] }),
      '/api/email/ask': (kind: Kind) => ({ address: addresses[kind] }),
    } as const
    const answered = (answer: unknown) => expect(answer).to.deep.equal([404, 'not_found'])
    for (const [path, bodyOf] of Object.entries(bodies)) {
      const ask = (kind: Kind) => async () => {
        const page = new SignedPage(site.url)
        const post = await page.signed(path as keyof typeof bodies, bodyOf(kind))
        return async () => {
          const { status, error } = await page.post(path as keyof typeof bodies, post)
          return [status, error?.code]
        }
      }
      await expectAlike({ kinds, rounds: ROUNDS, ask, answered })
    }
    const naming = (kind: Kind) => async () => {
      const wish = { ...HTTP_BODIES['/api/contacts/name'](), name: names[kind] }
      return async () => {
        const { status, error } = await asker.post('/api/contacts/name', wish)
        return [status, error?.code]
      }
    }
    await expectAlike({ kinds, rounds: ROUNDS, ask: naming, answered })
  })
})
