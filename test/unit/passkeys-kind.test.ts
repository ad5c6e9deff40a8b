import { expect } from 'chai'
import { kindOf } from '../../server/passkeys/kind.ts'

describe('Kinds of passkeys', () => {
  for (const [synced, transports, boundDevice, kind] of [
    [true, ['internal', 'hybrid'], 'Safari on iOS', 'cloud'],
    [true, [], 'Chrome on Windows', 'cloud'],
    [false, ['internal'], 'Edge on Windows', 'computer'],
    [false, ['internal'], 'Chrome on Android', 'phone'],
    [false, ['internal', 'hybrid'], 'Chrome on Windows', 'phone'],
    [false, ['usb', 'nfc'], 'Chrome on Android', 'security-key'],
    [false, ['usb', 'nfc'], 'Firefox on Linux', 'security-key'],
    [false, ['internal', 'usb'], 'Chrome on macOS', 'computer'],
    [false, [], 'Firefox on Linux', 'computer'],
    [false, [], 'Chrome on Android', 'phone'],
    [false, ['made-up'], 'Unknown browser', 'computer'],
  ] as const) {
    const how = `${synced ? 'synced' : 'not synced'}, by ${transports.join(' and ') || 'nothing said'}`
    it(`[A112] ${how}, made with ${boundDevice}: ${kind}`, () => {
      expect(kindOf({ synced, transports, boundDevice })).to.equal(kind)
    })
  }
})
