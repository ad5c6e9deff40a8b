import { expect } from 'chai'
import { createKeys } from '../../server/secrets/keys.ts'
import { createCookies } from '../../server/sessions/cookies.ts'
import { createKnownBrowsers } from '../../server/sessions/known-browsers.ts'
import type { AccountId } from '../../shared/ids.ts'

const ALICE = 'alice' as AccountId
const MALLORY = 'mallory' as AccountId
const SECRET = 'a secret that only these tests know'

describe('browsers that have signed in to an account', () => {
  const known = createKnownBrowsers(createKeys(SECRET))

  it('[E20] are known to that account, and to no other', () => {
    const cookie = known.mark(ALICE, null)
    expect(known.idOf(ALICE, cookie)).to.match(/^[\w-]{22}$/)
    expect(known.idOf(MALLORY, cookie)).to.equal(null)
    expect(known.idOf(null, cookie)).to.equal(null)
    expect(known.idOf(ALICE, null)).to.equal(null)
    expect(known.idOf(ALICE, known.mark(MALLORY, null))).to.equal(null)
  })

  it('[E20] are not known by a cookie that somebody made up or changed', () => {
    const cookie = known.mark(ALICE, null)
    const bytes = Buffer.from(cookie, 'base64url')
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(known.idOf(ALICE, changed.toString('base64url')), `byte ${at}`).to.equal(null)
    }
    expect(known.idOf(ALICE, bytes.subarray(0, 16).toString('base64url'))).to.equal(null)
    const foreign = createKnownBrowsers(createKeys('another secret that only these tests know'))
    expect(known.idOf(ALICE, foreign.mark(ALICE, null))).to.equal(null)
  })

  it('[E20] keep their points when they sign in again, and begin anew with another account', () => {
    const cookie = known.mark(ALICE, null)
    const again = known.mark(ALICE, cookie)
    expect(known.idOf(ALICE, again)).to.equal(known.idOf(ALICE, cookie))
    const other = known.mark(MALLORY, cookie)
    expect(known.idOf(MALLORY, other)).not.to.equal(known.idOf(ALICE, cookie))
    expect(known.idOf(ALICE, known.mark(ALICE, null))).not.to.equal(known.idOf(ALICE, cookie))
  })

  it('[E20] are known while the secret is being changed', () => {
    const changing = createKnownBrowsers(createKeys('the new secret that these tests know', SECRET))
    expect(changing.idOf(ALICE, known.mark(ALICE, null))).to.be.a('string')
  })

  it('have a cookie that no page reads, no other site sends, and that says nothing', () => {
    const cookie = known.mark(ALICE, null)
    const cookies = createCookies({ secure: true })
    expect(cookies.writeKnown(cookie)).to.equal(
      `__Host-rekey_known=${cookie}; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=Strict`,
    )
    expect(cookies.readKnown(`__Host-rekey_known=${cookie}`)).to.equal(cookie)
    expect(cookies.readKnown(`rekey_known=${cookie}`)).to.equal(null)
    expect(Buffer.from(cookie, 'base64url').toString('latin1')).not.to.include(ALICE)
  })
})
