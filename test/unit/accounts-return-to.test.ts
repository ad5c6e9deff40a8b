import { expect } from 'chai'
import { createReturnTo } from '../../server/standalone/accounts/return-to.ts'

const returnTo = createReturnTo({
  publicUrl: 'https://login.example.com',
  allowed: [new URL('https://www.example.com/app'), new URL('https://shop.example.com')],
})

describe('where a sign-in leads', () => {
  const kept: [wish: string, next: string][] = [
    ['/approve', '/approve'],
    ['/account?tab=1#passkeys', '/account?tab=1#passkeys'],
    ['https://login.example.com/account', '/account'],
    ['https://www.example.com/app', 'https://www.example.com/app'],
    ['https://www.example.com/app/cart?x=1', 'https://www.example.com/app/cart?x=1'],
    ['https://shop.example.com/anything', 'https://shop.example.com/anything'],
  ]
  for (const [wish, next] of kept) {
    it(`[A9] leads to ${wish}`, () => expect(returnTo(wish)).to.equal(next))
  }

  it('[A9] leads to the account when nothing is wished', () =>
    expect(returnTo(undefined)).to.equal('/account'))

  const strange = [
    'https://evil.example',
    '//evil.example',
    '\\\\evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https:///evil.example',
    'http://login.example.com@evil.example/',
    'https://login.example.com.evil.example/',
    'http://login.example.com/',
    'https://login.example.com:8443/',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://www.example.com/apparel',
    'https://www.example.com/app/../admin',
    'https://www.example.com/',
    'https://user:pass@www.example.com/app',
    'http://www.example.com/app',
    'https://shop.example.com.evil.example/',
    'http://[',
  ]
  for (const wish of strange) {
    it(`[A9] does not lead to ${JSON.stringify(wish)}`, () => expect(returnTo(wish)).to.equal('/account'))
  }

  for (const wish of [
    '/.//evil.example',
    '/..//evil.example',
    'https://login.example.com//evil.example',
    '/x/..//evil.example',
    'https:evil.example',
  ]) {
    it(`[A8] does not take ${wish} for a path of ours`, () => {
      expect(new URL(returnTo(wish), 'https://login.example.com').origin).to.equal(
        'https://login.example.com',
      )
    })
  }
})
