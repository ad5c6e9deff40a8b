import { expect } from 'chai'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import type { PairingId } from '../../shared/ids.ts'
import type { RequestingView } from '../../shared/pairing-view.ts'
import type { RequestingPage } from '../../web/methods/pairing/requesting/requesting-page.ts'
import { FakeWire, settled } from '../support/fake-wire.ts'

const LIVES = { leftMs: 0, endCause: null, typedName: null } as const
const first = { ...LIVES, pairingId: 'p' as PairingId, version: 1, state: 'open' } as RequestingView
const second = { ...first, pairingId: 'q' as PairingId }

describe('More time for a code', () => {
  const ORIGIN = 'https://rekey.example'
  const documentElement = { dataset: { publicUrl: ORIGIN } }
  const BROWSER: Readonly<Record<string, unknown>> = {
    document: { addEventListener: () => {}, documentElement, cookie: '' },
    location: { origin: ORIGIN },
    navigator: { cookieEnabled: true },
    isSecureContext: true,
    PublicKeyCredential: class {},
  }
  const before = new Map<string, PropertyDescriptor | undefined>()
  let wires: FakeWire[]
  let page: RequestingPage

  beforeEach(async () => {
    for (const [name, value] of Object.entries(BROWSER)) {
      before.set(name, Object.getOwnPropertyDescriptor(globalThis, name))
      Object.defineProperty(globalThis, name, { value, configurable: true })
    }
    // It reads what the browser has where it is loaded.
    const { RequestingPage } = await import('../../web/methods/pairing/requesting/requesting-page.ts')
    wires = []
    page = new RequestingPage('replace', (events) => {
      const wire = new FakeWire()
      wires.push(wire)
      return wire.open(events)
    })
    await answerOpening(await wireOf(0), { ok: true, view: first })
  })

  afterEach(() => {
    for (const [name, was] of before) {
      if (was) Object.defineProperty(globalThis, name, was)
      else delete (globalThis as Record<string, unknown>)[name]
    }
  })

  async function wireOf(at: number): Promise<FakeWire> {
    while (!wires[at]) await settled()
    return wires[at]
  }

  async function answerOpening(wire: FakeWire, answer: object): Promise<void> {
    wire.hello('c', 'n')
    ;(await wire.next()).answer({ ...answer, nonce: 'n2' })
    await settled()
  }

  const shown = () => page.state.received?.view.pairingId

  it('[P133] is asked for where a PIN would not live in full', async () => {
    const { PIN_LIVES_MS } = await import('../../web/methods/pairing/requesting/requesting-page.ts')
    expect(PIN_LIVES_MS).to.equal(LIFETIMES.pin)
  })

  it('[P138] comes with a new request, and the one before works until it is there', async () => {
    const renewed = page.begin()
    const next = await wireOf(1)
    expect([shown(), wires[0]!.closed]).to.deep.equal(['p', false])
    await answerOpening(next, { ok: true, view: second })
    expect(await renewed).to.deep.equal({ ok: true, body: null })
    expect([shown(), wires[0]!.closed, page.state.link]).to.deep.equal(['q', true, 'live'])
  })

  for (const code of ['rate_limited', 'server_full', 'store_away', 'name_required'])
    it(`[P138] where it is refused (${code}), the request before lives on, and the refusal is said`, async () => {
      const renewed = page.begin()
      const next = await wireOf(1)
      await answerOpening(next, { ok: false, error: { code, retryAfterMs: 60_000 } })
      expect(await renewed).to.deep.include({ ok: false })
      expect([next.closed, wires[0]!.closed]).to.deep.equal([true, false])
      expect([shown(), page.state.refusal, page.state.link]).to.deep.equal(['p', null, 'live'])
      wires[0]!.events.heard.pairing?.({ ...first, version: 2, state: 'claimed' })
      expect(page.state.received?.view.state).to.equal('claimed')
    })

  it('[P138] no code is shown once its request is replaced, and a refusal that comes then has its screen', async () => {
    void page.begin()
    const next = await wireOf(1)
    wires[0]!.events.heard.pairing?.({
      ...first,
      version: 2,
      state: 'cancelled',
      endCause: 'replaced-by-newer',
    })
    expect([shown(), wires[0]!.closed]).to.deep.equal([undefined, true])
    await answerOpening(next, { ok: false, error: { code: 'server_full', retryAfterMs: 60_000 } })
    expect(page.state.refusal?.code).to.equal('server_full')
  })

  it('[P139] is not taken where someone approves the request meanwhile', async () => {
    const renewed = page.begin()
    const next = await wireOf(1)
    wires[0]!.events.heard.pairing?.({ ...first, version: 2, state: 'claimed' })
    expect(await renewed).to.deep.equal({ ok: true, body: null })
    expect([next.closed, wires[0]!.closed, shown()]).to.deep.equal([true, false, 'p'])
    expect(await page.begin()).to.deep.equal({ ok: true, body: null })
    expect(wires.length).to.equal(2)
  })

  it('[P139] is not taken where the request is given an account name meanwhile', async () => {
    void page.begin()
    const next = await wireOf(1)
    void page.send('pin', { name: 'ada' })
    expect([next.closed, wires[0]!.closed]).to.deep.equal([true, false])
  })
})
