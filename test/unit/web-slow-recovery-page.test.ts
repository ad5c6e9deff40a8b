import { expect } from 'chai'
import type { SlowRecoveryView, SlowState } from '../../shared/slow-recovery.ts'
import type { SlowRecoveryPage } from '../../web/slow-recovery/slow-recovery-page.ts'

const ORIGIN = 'https://rekey.example'
const KEPT = 'kept'

/** A post that is on its way. */
interface Asked {
  readonly path: string
  readonly answer: (body: unknown) => Promise<void>
  readonly refuse: (code: string) => Promise<void>
  readonly lose: () => Promise<void>
}

describe('The page of a slow recovery', () => {
  const before = new Map<string, PropertyDescriptor | undefined>()
  let stored: Map<string, unknown>
  let asked: Asked[]
  let persists: number
  let page: SlowRecoveryPage

  beforeEach(async () => {
    stored = new Map()
    asked = []
    persists = 0
    // It never answers.
    const persist = () => {
      persists += 1
      return new Promise(() => {})
    }
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
    stored.set(KEPT, { pair, recoveryId: 'first' })
    const documentElement = { dataset: { publicUrl: ORIGIN } }
    const browser: Readonly<Record<string, unknown>> = {
      document: { addEventListener: () => {}, documentElement, cookie: '' },
      location: { origin: ORIGIN },
      navigator: { cookieEnabled: true, storage: { persist }, vendor: 'Google Inc.' },
      isSecureContext: true,
      PublicKeyCredential: class {},
      addEventListener: () => {},
      indexedDB: { open: () => requestOf(databaseOf(stored)) },
      fetch: (path: string) => fetched(path),
      // It looks again only where a test says so.
      setTimeout: () => 0,
    }
    for (const [name, value] of Object.entries(browser)) {
      before.set(name, Object.getOwnPropertyDescriptor(globalThis, name))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
    }
    const { SlowRecoveryPage } = await import('../../web/slow-recovery/slow-recovery-page.ts')
    page = new SlowRecoveryPage()
    await (await askedFor('/api/recovery/state')).answer(viewOf('needs-proof-again'))
  })

  afterEach(() => {
    for (const [name, was] of before) {
      if (was) Object.defineProperty(globalThis, name, was)
      else delete (globalThis as Record<string, unknown>)[name]
    }
  })

  function fetched(path: string): Promise<object> {
    if (path === '/api/recovery/nonce') return Promise.resolve(responseOf({ nonce: 'n' }))
    return new Promise((resolve, reject) => {
      const andThen = async (then: () => void) => {
        then()
        await rested()
      }
      asked.push({
        path,
        answer: (body) => andThen(() => resolve(responseOf(body))),
        refuse: (code) => andThen(() => resolve({ ok: false, json: async () => ({ error: { code } }) })),
        lose: () => andThen(() => reject(new TypeError('Failed to fetch'))),
      })
    })
  }

  /** The next post to this path, as soon as it is on its way. */
  async function askedFor(path: string): Promise<Asked> {
    for (;;) {
      const at = asked.findIndex((one) => one.path === path)
      const [found] = at < 0 ? [] : asked.splice(at, 1)
      if (found) return found
      await rested()
    }
  }

  const shown = () => page.state.received?.view.state

  it('shows what a proof led to, and not what a look saw that began before it', async () => {
    void page.look()
    const look = await askedFor('/api/recovery/state')
    void page.prove('/api/backup-codes/prove', {})
    await (await askedFor('/api/backup-codes/prove')).answer(viewOf('ready'))
    expect(shown()).to.equal('ready')
    await look.answer(viewOf('needs-proof-again'))
    expect(shown()).to.equal('ready')
  })

  it('looks once more after a registration, whatever look is on its way', async () => {
    void page.look()
    const look = await askedFor('/api/recovery/state')
    void page.register({ challengeId: 'c', credential: {} } as never, [])
    await (await askedFor('/api/recovery/register')).answer({})
    const after = await askedFor('/api/recovery/state')
    await look.answer(viewOf('ready'))
    await after.answer(viewOf('registered'))
    expect(shown()).to.equal('registered')
  })

  it('keeps no recovery under a key that was made after it was forgotten', async () => {
    void page.look()
    const look = await askedFor('/api/recovery/state')
    await page.startAgain()
    await look.answer(viewOf('ended'))
    expect(page.state.received).to.equal(null)
    expect(stored.get(KEPT)).to.include({ recoveryId: null })
  })

  it('asks the browser to keep a recovery that begins, and waits for no answer', async () => {
    await page.startAgain()
    expect(persists).to.equal(0)
    void page.prove('/api/backup-codes/prove', {})
    await (await askedFor('/api/backup-codes/prove')).answer(viewOf('on-hold'))
    expect([persists, shown()]).to.deep.equal([1, 'on-hold'])
    expect(stored.get(KEPT)).to.include({ recoveryId: 'first' })
  })

  it('asks no browser that would ask the person', async () => {
    Object.assign(navigator, { vendor: '' })
    await page.startAgain()
    void page.prove('/api/backup-codes/prove', {})
    await (await askedFor('/api/backup-codes/prove')).answer(viewOf('on-hold'))
    expect([persists, shown()]).to.deep.equal([0, 'on-hold'])
  })

  it('knows the browsers that delete what it keeps after 7 days', async () => {
    const { deletesUntouched } = await import('../../web/slow-recovery/kept-recovery.ts')
    const vendors = ['Apple Computer, Inc.', 'Google Inc.', '']
    expect(vendors.map((vendor) => deletesUntouched({ vendor }))).to.deep.equal([true, false, false])
  })

  it('finds out by itself whether a proof was taken whose answer was lost', async () => {
    const proving = page.prove('/api/backup-codes/prove', {})
    await (await askedFor('/api/backup-codes/prove')).lose()
    expect(await proving).to.deep.equal({ ok: false, error: { code: 'offline' } })
    await (await askedFor('/api/recovery/state')).answer(viewOf('ready'))
    expect(shown()).to.equal('ready')
  })

  for (const code of ['store_away', 'internal'])
    it(`finds out by itself whether a proof was taken that was answered with ${code}`, async () => {
      const proving = page.prove('/api/backup-codes/prove', {})
      await (await askedFor('/api/backup-codes/prove')).refuse(code)
      expect(await proving).to.deep.equal({ ok: false, error: { code } })
      await (await askedFor('/api/recovery/state')).answer(viewOf('ready'))
      expect(shown()).to.equal('ready')
    })
})

/** Longer than what answers at once needs. */
async function rested(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

function viewOf(state: SlowState): SlowRecoveryView {
  const times = { until: null, endsAt: 2, now: 1 }
  return { recoveryId: 'first', name: 'Ada', state, proofs: [], cause: null, passkeys: [], ...times } as never
}

function responseOf(body: unknown) {
  return { ok: true, json: async () => body }
}

/** As much of IndexedDB as is needed to keep one thing. */
function databaseOf(stored: Map<string, unknown>) {
  const store = {
    get: (key: string) => requestOf(stored.get(key)),
    add: (value: unknown, key: string) => requestOf(void stored.set(key, value)),
    put: (value: unknown, key: string) => requestOf(void stored.set(key, value)),
    delete: (key: string) => requestOf(void stored.delete(key)),
  }
  return {
    close: () => {},
    transaction() {
      const transaction = { oncomplete: () => {}, objectStore: () => store }
      setImmediate(() => transaction.oncomplete())
      return transaction
    },
  }
}

function requestOf(result: unknown) {
  const request = { result, onsuccess: () => {} }
  queueMicrotask(() => request.onsuccess())
  return request
}
