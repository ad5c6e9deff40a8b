import { expect } from 'chai'
import { parseAccountName } from '../../server/accounts/account-name.ts'
import { parsePasskeyName } from '../../server/passkeys/passkey-name.ts'

describe('account names', () => {
  const same: [string, string][] = [
    ['Alice', 'alice'],
    ['alice', '  ALICE '],
    ['Straße', 'STRASSE'],
    ['café', 'cafe\u0301'],
    ['ﬁsh', 'fish'],
    ['Ａｄａ', 'ada'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφοσ'],
    ['two  words', 'two words'],
    ['no\u00a0break', 'no break'],
    // What looks the same on the page that asks "Is this your account?".
    ...[
      'alice\u3164',
      'al\uffa0ice',
      'alice\ufe0f',
      'al\u034fice',
      '\u115falice',
      'alice\u17b4',
      '\u2800alice',
    ].map((twin): [string, string] => ['alice', twin]),
  ]
  for (const [one, other] of same) {
    it(`[A28] takes ${JSON.stringify(one)} and ${JSON.stringify(other)} for one name`, () => {
      expect(parseAccountName(one)?.folded).to.be.a('string').and.to.equal(parseAccountName(other)?.folded)
    })
  }

  it('[A28] keeps different names apart', () => {
    const names = ['alice', 'alicе', 'al ice', 'a1ice', 'ålice'].map((name) => parseAccountName(name)?.folded)
    expect(new Set(names).size).to.equal(names.length)
  })

  it('shows a name as it was typed, trimmed', () => {
    expect(parseAccountName(' Cafe\u0301 Noir ')?.shown).to.equal('Café Noir')
  })

  it('[A28] allows 1 to 64 characters as a reader counts them', () => {
    expect(parseAccountName('x')).to.not.equal(null)
    expect(parseAccountName('é'.repeat(64))).to.not.equal(null)
    expect(parseAccountName('𝒳'.repeat(64))).to.not.equal(null)
    expect(parseAccountName('x'.repeat(65))).to.equal(null)
    // One character that folds to eighteen.
    expect(parseAccountName('\ufdfa'.repeat(64))).to.equal(null)
  })

  for (const bad of [
    '',
    '   ',
    '\t',
    'a\u0000b',
    'a\nb',
    'a\u202eb',
    'a\u200bb',
    'a\u2028b',
    '\ud800',
    '\u3164',
    '\u2800 \ufe0f',
  ]) {
    it(`refuses ${JSON.stringify(bad)}`, () => {
      expect(parseAccountName(bad)).to.equal(null)
    })
  }

  it('folding twice changes nothing more', () => {
    for (const name of ['Straße', 'ﬁsh', 'ΣΊΣΥΦΟΣ', 'İstanbul', 'ẞ', 'ǅ', '㎏']) {
      const folded = parseAccountName(name)?.folded ?? ''
      expect(parseAccountName(folded)?.folded, name).to.equal(folded)
    }
  })
})

describe('passkey names', () => {
  it('are 1 to 64 characters without control or line characters', () => {
    expect(parsePasskeyName('  Blue key ')).to.equal('Blue key')
    expect(parsePasskeyName('🔑'.repeat(64))).to.have.length(128)
    for (const bad of ['', ' ', 'x'.repeat(65), 'a\nb', 'a\u202eb'])
      expect(parsePasskeyName(bad)).to.equal(null)
  })
})
