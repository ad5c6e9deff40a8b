import { expect } from 'chai'
import type { CreationOffer } from '../../shared/api.ts'
import { createSilently } from '../../web/webauthn/create-silently.ts'

interface Asked {
  readonly mediation: string
  readonly signal: AbortSignal
  readonly publicKey: PublicKeyCredentialCreationOptions
}

describe('a passkey that a browser makes by itself', () => {
  const page = globalThis as { PublicKeyCredential?: unknown }
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator')
  const options: CreationOffer['options'] = {
    rp: { id: 'localhost', name: 'Rekey' },
    user: { id: 'AAAA', name: 'alice', displayName: 'alice' },
    challenge: 'AAAA',
    pubKeyCredParams: [],
    authenticatorSelection: { userVerification: 'required' },
  }
  const bytes = new ArrayBuffer(3)
  const made = {
    ...{ id: 'AAAA', rawId: bytes, type: 'public-key' },
    response: { attestationObject: bytes, clientDataJSON: bytes },
    getClientExtensionResults: () => ({}),
  }
  let asked: Asked[]

  /** What it names, and how its `create()` ends. */
  function play(capabilities: object | null, create: (wish: Asked) => Promise<unknown>): void {
    asked = []
    page.PublicKeyCredential = Object.assign(class {}, {
      ...(capabilities && { getClientCapabilities: async () => capabilities }),
    })
    const credentials = {
      create: (wish: Asked) => {
        asked.push(wish)
        return create(wish)
      },
    }
    Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { credentials } })
  }
  afterEach(() => {
    delete page.PublicKeyCredential
    if (before) Object.defineProperty(globalThis, 'navigator', before)
    else Reflect.deleteProperty(globalThis, 'navigator')
  })

  const named = { conditionalCreate: true }

  it('[W51] [W53] is asked for only where the browser names it, and given if nothing stopped it', async () => {
    const { signal } = new AbortController()
    for (const capabilities of [null, {}, { conditionalCreate: false }]) {
      play(capabilities, async () => made)
      expect(await createSilently(options, signal)).to.equal(null)
      expect(asked).to.have.length(0)
    }
    play(named, async () => made)
    expect(await createSilently(options, signal)).to.have.property('id', 'AAAA')
  })

  it('[W51] [W52] is asked for once, silently and with user verification', async () => {
    play(named, () => Promise.reject(new DOMException('', 'ConstraintError')))
    expect(await createSilently(options, new AbortController().signal)).to.equal(null)
    expect(asked).to.have.length(1)
    expect(asked[0]).to.have.property('mediation', 'conditional')
    expect(asked[0]).to.have.nested.property('publicKey.authenticatorSelection.userVerification', 'required')
  })

  it('[W53] is not asked for once it is stopped', async () => {
    play(named, async () => made)
    expect(await createSilently(options, AbortSignal.abort())).to.equal(null)
    expect(asked).to.have.length(0)
  })

  it('[W53] is ended when it is stopped, and what comes after that is dropped', async () => {
    const stop = new AbortController()
    let begin = () => {}
    const began = new Promise<void>((resolve) => (begin = resolve))
    play(named, ({ signal }) => {
      begin()
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(made)))
    })
    const ended = createSilently(options, stop.signal)
    await began
    stop.abort()
    expect(await ended).to.equal(null)
    expect(asked[0]!.signal.aborted).to.equal(true)
  })

  it('[W53] is not waited for if the browser never ends it', async () => {
    const stop = new AbortController()
    let begin = () => {}
    const began = new Promise<void>((resolve) => (begin = resolve))
    play(named, () => {
      begin()
      return new Promise(() => {})
    })
    const ended = createSilently(options, stop.signal)
    await began
    stop.abort()
    expect(await ended).to.equal(null)
  })
})
