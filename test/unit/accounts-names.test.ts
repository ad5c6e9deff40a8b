import { expect } from 'chai'
import { parseAccountName } from '../../server/accounts/account-name.ts'
import { foldName } from '../../server/names/fold-name.ts'
import { readName } from '../../server/names/read-name.ts'

const refusalOf = (name: string) => {
  const parsed = parseAccountName(name)
  return parsed.ok ? null : parsed.code
}
const shownAs = (name: string) => {
  const parsed = parseAccountName(name)
  return parsed.ok ? parsed.name.shown : parsed.code
}

describe('account names', () => {
  const same: [string, string][] = [
    ['Alice', 'alice'],
    ['alice', '  ALICE '],
    ['Straße', 'STRASSE'],
    ['café', 'cafe\u0301'],
    ['ﬁsh', 'fish'],
    ['Ａｄａ', 'ada'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφοσ'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['ᏣᎳᎩ', 'ꮳꮃꭹ'],
    ['two  words', 'two words'],
    ['no\u00a0break', 'no break'],
    ['علی\u200cرضا', 'علیرضا'],
    ['葛\u{e0100}城', '葛城'],
    ['\u{1f468}\u200d\u{1f469}\u200d\u{1f467}', '\u{1f468}\u{1f469}\u{1f467}'],
    ['𝐚lice', 'alice'],
    // What is pasted brings it along.
    ['ada@example.org', '\u202dada@example.org\u202c'],
    ['ada@example.org', 'ada@example.org\u200e'],
    ['ada', '\ufeff\u2066 ada \u2069\u200b'],
    ...['alice\u3164', '\u115falice', 'alice\u17b4', '\u2800alice', 'alice\u034f'].map(
      (twin): [string, string] => ['alice', twin],
    ),
  ]
  for (const [one, other] of same) {
    it(`[A28] takes ${JSON.stringify(one)} and ${JSON.stringify(other)} for one name`, () => {
      expect([refusalOf(one), refusalOf(other)]).to.deep.equal([null, null])
      expect(foldName(one)).to.equal(foldName(other)).and.not.equal('')
    })
  }

  it('[A83] takes dotted and dotless i for one letter, however it is typed', () => {
    const names = ['ipek', 'İpek', 'ıpek', 'IPEK', 'i\u0307pek', 'I\u0307PEK', 'İPEK']
    expect(new Set(names.map(foldName))).to.deep.equal(new Set(['ipek']))
    expect(foldName('DİYARBAKIR')).to.equal(foldName('diyarbakır'))
    expect(foldName('ị\u0307')).to.equal(foldName('ị'))
    expect(foldName('ȧ')).to.not.equal(foldName('a'))
  })

  it('[A28] keeps different names apart', () => {
    const names = ['alice', 'аӏісе', 'al ice', 'a1ice', 'ålice'].map(foldName)
    expect(new Set(names).size).to.equal(names.length)
  })

  it('shows a name as it was typed, without spaces and marks at its ends', () => {
    expect(shownAs(' Cafe\u0301 Noir ')).to.equal('Café Noir')
    expect(shownAs('\u202dada@example.org\u202c')).to.equal('ada@example.org')
    expect(shownAs('\u200e \ufeffada\u200d\u200d ')).to.equal('ada')
  })

  it('[A84] have 64 characters at most, as code points', () => {
    for (const one of ['x', 'é', '𝒳', '\u{1f98a}']) {
      expect(refusalOf(one.repeat(64)), one).to.equal(null)
      expect(refusalOf(one.repeat(65)), one).to.equal('name_too_long')
    }
    // One character that folds to eighteen.
    expect(refusalOf('\ufdfa'.repeat(64))).to.equal('name_too_long')
    expect(refusalOf('first.second.third.fourth.fifth.sixth.seventh.eighth.ninth@example.org')).to.equal(
      'name_too_long',
    )
  })

  it('[A153] are too long with what is dropped at their ends too: nobody keeps a node busy with that', () => {
    const padded = (ends: number) => '\u200b'.repeat(ends) + 'x'.repeat(64)
    expect(refusalOf(padded(192))).to.equal(null)
    expect(refusalOf(padded(193))).to.equal('name_too_long')
    for (const hidden of ['\u200c', '\ufe0f', '\u{e0061}']) {
      expect(refusalOf(hidden.repeat(257)), hidden).to.equal('name_too_long')
    }
  })

  it('are not empty, nor of nothing that can be seen', () => {
    for (const name of ['', '   ', '\t', '\u3164', '\u2800 \ufe0f', '\u202e\u202c', '\u200d'])
      expect(refusalOf(name), JSON.stringify(name)).to.equal('name_empty')
  })

  for (const [what, name] of Object.entries({
    'joined Persian': 'علی\u200cرضا',
    'joined Sinhala': 'ශ්\u200dරී',
    'old Malayalam chillu': 'അവന്\u200d',
    'half-formed Hindi': 'क्\u200dष',
    'a family': '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
    'a dressed heart': 'ann ❤\ufe0f',
    'skins and professions': '\u{1f469}\u{1f3fd}\u200d\u{1f680} ann',
    'a flag of two pictures': '\u{1f3f3}\ufe0f\u200d\u{1f308}',
    'a flag of tags': '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    'a keycap': 'room 1\ufe0f\u20e3',
    'a form of an ideograph': '葛\u{e0100}城',
    spaces: 'ada of the lake',
  })) {
    it(`[A85] may have ${what}`, () => {
      expect(shownAs(name)).to.equal(name.normalize('NFC'))
    })
  }

  for (const name of [
    'al\u200bice',
    'al\u200dice',
    'al\u200cice',
    'a\u202eb',
    'a\u2066b\u2069c',
    'al\u200fice',
    'al\u061cice',
    'al\uffa0ice',
    'al\u034fice',
    'al\u00adice',
    'al\ufeffice',
    'al\u2800ice',
    'al\ufe0fice',
    'al\u{e0101}ice',
    'al\u{e0067}\u{e007f}ice',
    '\u{1f3f4}\u{e0067}x',
    '\u{1f468}\u200dx',
    'क्\u200d\u200dष',
    'علی\u200c\u200cرضا',
    'al\u180bice',
  ]) {
    it(`[A85] have nothing hidden inside, as in ${JSON.stringify(name)}`, () => {
      expect(refusalOf(name)).to.equal('name_invisible_characters')
    })
  }

  for (const name of [
    'a\u0000b',
    'a\nb',
    'a\tb',
    'a\u2028b',
    '\ud800',
    'a\ue000b',
    'a\u{10ffff}',
    'a\u0378b',
    'a\ufff9b',
  ]) {
    it(`[A86] have no ${JSON.stringify(name)}`, () => {
      expect(refusalOf(name)).to.equal('name_unusable_characters')
    })
  }

  for (const name of [
    'аliсe',
    'alicе',
    'аlice',
    'αlice',
    'Иван-PC',
    'ali\u0663',
    'ᴀ\u0430',
    'кaтя',
    '李Иван',
    '한ひ',
  ])
    it(`[A87] mix no scripts, as in ${JSON.stringify(name)}`, () => {
      expect(refusalOf(name)).to.equal('name_mixed_scripts')
    })

  for (const name of [
    'Мария-99',
    'Ελένη',
    'محمد \u0663',
    '山田 Taro',
    'スーパーMario',
    'ひらがなカタカナ漢字abc',
    '김철수 Kim',
    '金철수',
    '李 ㄅㄆ Lee',
    'নাম ১',
    '123 \u{1f98a}!',
    'ada@example.org',
  ])
    it(`[A87] may be of one script, or of Latin beside East Asian ones, as ${JSON.stringify(name)}`, () => {
      expect(refusalOf(name)).to.equal(null)
    })
})

describe('passkey names', () => {
  it('follow the same rules, and may mix scripts', () => {
    expect(readName('  Blue key ')).to.deep.equal({ ok: true, shown: 'Blue key' })
    expect(readName('🔑'.repeat(64)).ok).to.equal(true)
    expect(readName('Ключ Yubico')).to.deep.equal({ ok: true, shown: 'Ключ Yubico' })
    const codes = ['', ' ', 'x'.repeat(65), 'a\nb', 'a\u202eb', 'a\u200bb'].map((name) => {
      const read = readName(name)
      return read.ok ? null : read.code
    })
    expect(codes).to.deep.equal([
      'name_empty',
      'name_empty',
      'name_too_long',
      'name_unusable_characters',
      'name_invisible_characters',
      'name_invisible_characters',
    ])
  })
})
