import { expect } from 'chai'
import { getPasskeyByAutofill } from '../../web/webauthn/get-passkey.ts'
import { openWindow } from '../../web/webauthn/passkey-window.ts'

describe('passkeys that a browser suggests', () => {
  const page = globalThis as { PublicKeyCredential?: unknown }
  const options = { challenge: 'AAAA', rpId: 'localhost' }
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator')
  let asked: unknown[]
  beforeEach(() => {
    asked = []
    page.PublicKeyCredential = Object.assign(class {}, { isConditionalMediationAvailable: async () => true })
    const get = (wanted: unknown) => {
      asked.push(wanted)
      return Promise.reject(new DOMException('', 'AbortError'))
    }
    Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { credentials: { get } } })
  })
  afterEach(() => {
    delete page.PublicKeyCredential
    if (before) Object.defineProperty(globalThis, 'navigator', before)
    else Reflect.deleteProperty(globalThis, 'navigator')
  })

  const suggest = (isWanted = true) => getPasskeyByAutofill(options, () => isWanted)
  const cancelled = { ok: false, failure: 'cancelled' }

  it('are asked for while no window is open', async () => {
    expect(await suggest()).to.deep.equal(cancelled)
    expect(asked).to.have.length(1)
  })

  it('[W50] are not asked for while a window is open, and again after it has ended', async () => {
    let end = () => {}
    const window = openWindow(undefined, () => new Promise<void>((resolve) => (end = resolve)))
    expect(await suggest()).to.deep.equal(cancelled)
    expect(asked).to.have.length(0)
    end()
    await window
    await suggest()
    expect(asked).to.have.length(1)
  })

  it('[W50] are not asked for if the page does not want them any more', async () => {
    expect(await suggest(false)).to.deep.equal(cancelled)
    expect(asked).to.have.length(0)
  })
})
