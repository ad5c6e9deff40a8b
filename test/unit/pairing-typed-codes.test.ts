import { expect } from 'chai'
import fc from 'fast-check'
import { parseAddressCode } from '../../shared/addresses.ts'
import { parseVouchCode } from '../../shared/contacts.ts'
import { parseEmailCode } from '../../shared/email-recovery.ts'
import {
  CROCKFORD,
  parsePin,
  parseReturnPin,
  returnPinDigits,
  showPin,
  showReturnPin,
} from '../../shared/pins.ts'

/** The ten digits of every decimal number system that this runtime can write, such as Arabic-Indic. */
const SCRIPTS = Intl.supportedValuesOf('numberingSystem')
  .map((system) => {
    const format = new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false })
    return { system, digits: Array.from({ length: 10 }, (_, digit) => format.format(digit)) }
  })
  .filter(({ digits }) => digits.every((digit) => /^\p{Nd}$/u.test(digit)))

const pins = fc.string({ unit: fc.constantFrom(...CROCKFORD), minLength: 8, maxLength: 8 })

describe('a typed PIN', () => {
  it('is read back from the way it is shown', () => {
    fc.assert(fc.property(pins, (pin) => parsePin(showPin(pin)) === pin))
    expect(showPin('ABCD2345')).to.equal('ABCD-2345')
  })

  it('may be typed in any case, with spaces and hyphens of any kind', () => {
    for (const typed of [
      'abcd2345',
      ' ABCD 2345 ',
      'a-b-c-d-2-3-4-5',
      'ABCD\u20112345',
      'ABCD\u2014\u00a02345\n',
    ]) {
      expect(parsePin(typed), typed).to.equal('ABCD2345')
    }
  })

  it('[P110] may be typed with what a keyboard has in place of a hyphen, and with a Turkish I', () => {
    for (const dash of [
      ...'-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u02d7\u30fc\uff70\u2500\uff0d\ufe63\u00ad\u1806\u301c_ ',
    ]) {
      expect(parsePin(`ABCD${dash}2345`), `U+${dash.charCodeAt(0).toString(16)}`).to.equal('ABCD2345')
      expect(parseReturnPin(`012${dash}3456`), `U+${dash.charCodeAt(0).toString(16)}`).to.equal('0123456')
    }
    expect(parsePin('İıIi2345')).to.equal('11112345')
  })

  it('may be typed in full width', () => {
    expect(parsePin('ＡＢＣＤ－２３４５')).to.equal('ABCD2345')
    expect(parsePin('ａｂｃｄ２３４５')).to.equal('ABCD2345')
  })

  it('forgives the letters that it never has, in both cases', () => {
    expect(parsePin('IiLlOoUu')).to.equal('111100VV')
  })

  it('forgives digits of every script, and keeps their values', () => {
    expect(SCRIPTS.length).to.be.above(50)
    for (const { system, digits } of SCRIPTS) {
      expect(parsePin(digits.slice(0, 8).join('')), system).to.equal('01234567')
      expect(parsePin(digits.slice(2).join('')), system).to.equal('23456789')
    }
  })

  const illFormed = {
    empty: '',
    'only spaces': '        ',
    'too short': 'ABCD234',
    'too long': 'ABCD23456',
    'a letter of another script': 'ABCD234Б',
    'a look-alike of another script': 'АBCD2345',
    'another sign': 'ABCD2345!',
    'an emoji': 'ABCD234\u{1f511}',
    'half a surrogate pair': 'ABCD234\ud83d',
    'a control character': 'ABCD234\u0000',
    'a letter that grows when it is folded': 'ABCDEF\ufb03',
  }
  for (const [what, typed] of Object.entries(illFormed)) {
    it(`is no PIN at all with ${what}, so it can spend no try`, () => expect(parsePin(typed)).to.equal(null))
  }

  it('is never anything but eight characters of the alphabet, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const pin = parsePin(typed)
        if (pin !== null) expect(pin).to.match(/^[0-9A-HJKMNP-TV-Z]{8}$/)
      }),
    )
  })
})

describe('a typed return PIN', () => {
  it('is read back from the way it is shown', () => {
    expect(showReturnPin('0123456')).to.equal('012 3456')
    expect(parseReturnPin(showReturnPin('0123456'))).to.equal('0123456')
  })

  it('may be typed in digits of every script, with spaces and hyphens', () => {
    expect(parseReturnPin('012-34 56')).to.equal('0123456')
    expect(parseReturnPin('\u202a012 3456\u202c')).to.equal('0123456')
    expect(parsePin('\u202aK7Q2-9XWD\u202c\u200e')).to.equal('K7Q29XWD')
    for (const { system, digits } of SCRIPTS) {
      expect(parseReturnPin(digits.slice(3).join('')), system).to.equal('3456789')
    }
  })

  for (const typed of [
    '',
    '012345',
    '01234567',
    '012345O',
    'l123456',
    '+123456',
    '1234.56',
    '12345e1',
    '０１２３４５',
  ]) {
    it(`is none when it is "${typed}", for digits have no look-alikes among letters here`, () => {
      expect(parseReturnPin(typed)).to.equal(null)
    })
  }

  it('can still become one while nothing else is typed', () => {
    for (const [typed, digits] of [
      ['', 0],
      ['0', 1],
      ['012 34', 5],
      ['\u202a012 3456\u202c', 7],
      ['٠١٢ ３４', 5],
    ] as const)
      expect(returnPinDigits(typed), typed).to.equal(digits)
    for (const typed of ['01234567', '012.34', '12a']) expect(returnPinDigits(typed), typed).to.equal(null)
  })
})

describe('a code that was mailed or read out', () => {
  for (const parse of [parseEmailCode, parseVouchCode, parseAddressCode]) {
    it(`[E9] may be typed as a PIN may: ${parse.name}`, () => {
      for (const typed of [
        ' 1234 5678 ',
        '1234-5678',
        '1234\u20115678',
        '\u202a1234\u200b5678\u202c',
        '1234\u30fc5678',
      ])
        expect(parse(typed), typed).to.equal('12345678')
      for (const { system, digits } of SCRIPTS)
        expect(parse([1, 2, 3, 4, 5, 6, 7, 8].map((digit) => digits[digit]).join('')), system).to.equal(
          '12345678',
        )
      for (const typed of ['', '1234567', '123456789', '1234567a', '12345678\u0000'])
        expect(parse(typed), typed).to.equal(null)
    })
  }
})
