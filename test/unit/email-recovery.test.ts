import { expect } from 'chai'
import type { MailedProof } from '../../server/limits/mail-budgets.ts'
import { createAsk } from '../../server/methods/email/ask.ts'
import { hashCode } from '../../server/methods/email/hash-code.ts'
import type { MailedCodes } from '../../server/methods/email/mailed-codes.ts'
import { emailPosts } from '../../server/methods/email/posts.ts'
import { createProveEmail } from '../../server/methods/email/prove.ts'
import { codeOf, idOf, newSecret } from '../../server/methods/email/secrets.ts'
import { createKeys } from '../../server/secrets/keys.ts'
import { createKnownBrowsers } from '../../server/sessions/known-browsers.ts'
import { parseConfig } from '../../server/standalone/config/config.ts'
import { emailRecoveryInUse } from '../../server/standalone/welcome.ts'
import { parseEmailCode } from '../../shared/email-recovery.ts'
import type { AccountId, PageKey } from '../../shared/ids.ts'
import { newContext } from '../support/new-context.ts'
import { spentLines } from '../support/spent-lines.ts'

const PUBLIC = { PUBLIC_URL: 'https://login.example.com', RP_ID: 'example.com' }
const SMTP = { SMTP_URL: 'smtps://rekey:secret@mail.example.com' }
const PAGE = { pageKey: 'A'.repeat(87) as PageKey, keeps: null }
const KEYS = createKeys('a secret that only these tests know')
const NOTING = {
  setting: 'user',
  guard: { wrongMailedCodeNoted: async () => true },
  noteWrongCode: () => {},
} as const

describe('recovery by e-mail', () => {
  it('[E1] is on where mail is sent and EMAIL_RECOVERY is not off, and the start says so', () => {
    const cases: [Record<string, string>, 'off' | 'user' | 'on', RegExp][] = [
      [{}, 'user', /^Recovery by e-mail: on/],
      [{ EMAIL_RECOVERY: 'off' }, 'off', /off, because EMAIL_RECOVERY is off\.$/],
      [{ MAIL: 'off' }, 'off', /off, because there is no mail\.$/],
      [PUBLIC, 'off', /off, because there is no mail\.$/],
      [{ EMAIL_RECOVERY: 'on' }, 'on', /^Recovery by e-mail: on/],
      [{ ...PUBLIC, EMAIL_RECOVERY: 'user' }, 'off', /off, because there is no mail\.$/],
      [{ ...PUBLIC, ...SMTP }, 'user', /^Recovery by e-mail: on/],
      [{ ...PUBLIC, ...SMTP, EMAIL_RECOVERY: 'off' }, 'off', /off, because EMAIL_RECOVERY is off\.$/],
    ]
    for (const [environment, setting, says] of cases) {
      const config = parseConfig(environment)
      expect(config.methods.email, JSON.stringify(environment)).to.equal(setting)
      expect(emailRecoveryInUse(config)).to.match(says)
    }
  })

  it('[E1] looks nothing up and mails nothing while it is off', async () => {
    const codes = { whose: () => expect.fail('looked'), ask: () => expect.fail('asked') }
    const guard = { mailedProof: () => expect.fail('counted') }
    const ask = createAsk({
      setting: 'off',
      codes,
      guard,
      keys: KEYS,
      knownBrowsers: createKnownBrowsers(KEYS),
    })
    const answer = await ask({ address: 'alice@example.com' }, PAGE, newContext())
    expect(answer).to.deep.equal({ ok: false, code: 'not_found' })
  })

  it('[E2] makes links of 128 random bits, and codes of 8 digits that are spread evenly', () => {
    const secrets = Array.from({ length: 4_000 }, newSecret)
    for (const secret of secrets) expect(secret).to.match(/^[\w-]{22}$/)
    expect(new Set(secrets).size).to.equal(secrets.length)
    const firsts = new Map<string, number>()
    for (const secret of secrets) {
      const code = codeOf(secret)
      expect(code).to.match(/^\d{8}$/)
      expect(codeOf(secret)).to.equal(code)
      firsts.set(code.slice(0, 1), (firsts.get(code.slice(0, 1)) ?? 0) + 1)
    }
    // 400 each are expected; seven standard deviations are 133.
    for (let digit = 0; digit < 10; digit += 1) expect(firsts.get(String(digit))).to.be.within(267, 533)
  })

  it('[E3] keeps other texts than the secret and the code, which depend on the key and on the link', () => {
    const secret = newSecret()
    const kept = hashCode(KEYS.current, idOf(secret), codeOf(secret))
    for (const text of [idOf(secret), kept]) {
      expect(text).not.to.include(secret)
      expect(text).not.to.include(codeOf(secret))
    }
    expect(hashCode(KEYS.current, idOf(newSecret()), codeOf(secret))).not.to.equal(kept)
    const others = createKeys('another secret that only these tests know')
    expect(hashCode(others.current, idOf(secret), codeOf(secret))).not.to.equal(kept)
  })

  it('[E9] reads a code with spaces anywhere, and spends no try on what can’t be one', async () => {
    for (const typed of ['12345678', ' 1234 5678 ', '1 2 3 4 5 6 7 8', '1234-5678'])
      expect(parseEmailCode(typed)).to.equal('12345678')
    const codes = { countTry: () => expect.fail('counted') }
    const prove = createProveEmail({ codes, ...NOTING, keys: KEYS, addProof: () => expect.fail('proven') })
    for (const code of ['', '1234567', '123456789', '1234567a', '12345678\u0000'])
      expect(await prove({ code }, PAGE, newContext())).to.deep.equal({ ok: false, code: 'code_invalid' })
  })

  it('[E4][E9][E22] hands over a proof for the right code of somebody’s address alone, and has a wrong one noted', async () => {
    const secret = newSecret()
    const code = codeOf(secret)
    const wrong = code === '00000000' ? '00000001' : '00000000'
    const owner = { accountId: 'alice' as AccountId, evidence: 'evidence' }
    const codeHash = hashCode(KEYS.current, idOf(secret), code)
    const given: unknown[] = []
    const noted: string[] = []
    const proverOf = (found: Awaited<ReturnType<MailedCodes['countTry']>>) =>
      createProveEmail({
        setting: 'user',
        codes: { countTry: async () => found },
        guard: NOTING.guard,
        noteWrongCode: (action, accountId) => void noted.push(`${action} ${accountId}`),
        keys: KEYS,
        addProof: async (_page, proof) => {
          given.push(proof)
          return { ok: true, body: {} as never }
        },
      })
    const mailed = { id: idOf(secret), codeHash }
    const refused = [
      proverOf({ ...mailed, owner })({ code: wrong }, PAGE, newContext()),
      proverOf({ ...mailed, owner: null })({ code }, PAGE, newContext()),
      proverOf({ ...mailed, owner: null })({ code: wrong }, PAGE, newContext()),
      proverOf(null)({ code }, PAGE, newContext()),
    ]
    for (const answer of await Promise.all(refused))
      expect(answer).to.deep.equal({ ok: false, code: 'code_invalid' })
    expect(given).to.deep.equal([])
    expect(noted).to.deep.equal(['email-code-refused alice'])
    await proverOf({ ...mailed, owner })({ code }, PAGE, newContext())
    expect(given).to.deep.equal([{ ...owner, method: 'email' }])
  })

  it('[E13] asks nothing of the store when a network has opened too many links', async () => {
    const guard = { pagePost: async () => ({ allowed: false, retryAfterMs: 7 }) as const }
    const link = { look: () => expect.fail('looked'), show: () => expect.fail('showed') }
    const posts = emailPosts({ link, guard, signedPost: () => ({}), signedProof: () => ({}) } as never)
    const secret = 'A'.repeat(22)
    for (const answer of [
      await posts['/api/email-link/look'].answer({ secret, pageKey: null }, newContext()),
      await posts['/api/email-link/show'].answer({ secret }, newContext()),
    ])
      expect(answer).to.deep.equal({ ok: false, code: 'rate_limited', retryAfterMs: 7 })
    for (const wrong of ['', 'A'.repeat(21), 'A'.repeat(23), '+'.repeat(22)])
      expect(posts['/api/email-link/show'].takes.safeParse({ secret: wrong }).success).to.equal(false)
  })
})

describe('the budgets of recovery mails', () => {
  /** The names of the budgets that a mail spends, in their order, and whose they are. */
  async function spent(mail: Partial<MailedProof>) {
    const { network } = newContext()
    const sent = {
      address: 'Alice@example.com',
      browser: 'browser',
      provenPage: null,
      knownBrowser: null,
      readLink: null,
      ...mail,
    }
    const lines = await spentLines((guard) => guard.mailedProof(sent, network))
    return { lines, network: network.key }
  }

  it('[E12] are of network and browser first, then of network and address, and then of the address', async () => {
    const { lines, network } = await spent({})
    expect(lines.filter((line) => !line.includes('-wide'))).to.deep.equal([
      `email-proof-network ${network}`,
      'email-proof-browser browser',
      `email-proof-pair ${network} alice@example.com`,
      'email-proof-address alice@example.com',
    ])
    expect((await spent({ browser: null })).lines).to.include(`email-proof-browser none ${network}`)
  })

  it('[E14] are of the page in place of the address, if it has given a proof', async () => {
    const { lines } = await spent({ provenPage: PAGE.pageKey })
    expect(lines).to.deep.equal([`email-proof-page ${PAGE.pageKey}`])
  })

  it('[E20][E21] are of the browser that has signed in to the account, and of all such browsers', async () => {
    const { lines } = await spent({ knownBrowser: 'known' })
    expect(lines).to.deep.equal(['email-proof-known known', 'email-proof-known-address alice@example.com'])
    expect((await spent({ knownBrowser: 'known', provenPage: PAGE.pageKey })).lines).to.deep.equal([
      `email-proof-page ${PAGE.pageKey}`,
    ])
  })

  it('[E30] are of a mail that was read where there is nothing else', async () => {
    const known = ['email-proof-known read', 'email-proof-known-address alice@example.com']
    expect((await spent({ readLink: 'read' })).lines).to.deep.equal(known)
    for (const own of [{ knownBrowser: 'known' }, { provenPage: PAGE.pageKey }])
      expect((await spent({ ...own, readLink: 'read' })).lines).not.to.include('email-proof-known read')
  })
})
