import { expect } from 'chai'
import { runCeremony } from '../../web/webauthn/ceremony-failure.ts'

describe('a ceremony that ends without a passkey', () => {
  const page = globalThis as { PublicKeyCredential?: unknown }
  before(() => {
    page.PublicKeyCredential = class {}
  })
  after(() => {
    delete page.PublicKeyCredential
  })

  /** What browsers, and software in their place, throw; and how it is named. */
  const thrown: readonly (readonly [what: unknown, failure: string])[] = [
    ...Object.entries({
      NotAllowedError: 'cancelled',
      AbortError: 'cancelled',
      NotSupportedError: 'not-supported',
      ConstraintError: 'no-verification',
      InvalidStateError: 'known-already',
      SecurityError: 'security',
      UnknownError: 'failed',
      OperationError: 'failed',
    }).map(([name, failure]) => [new DOMException('', name), failure] as const),
    [new TypeError('x'), 'failed'],
    [{ name: 'NotAllowedError' }, 'failed'],
    [{}, 'failed'],
    ['a word', 'failed'],
    [null, 'failed'],
    [undefined, 'failed'],
    [
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('do not look')
          },
        },
      ),
      'failed',
    ],
  ]
  for (const [at, [what, failure]] of thrown.entries()) {
    it(`[W49] is ${failure} whatever is thrown, at once or later (${at})`, async () => {
      const later = await runCeremony(60_000, () => Promise.reject(what))
      const atOnce = await runCeremony(60_000, () => {
        throw what
      })
      for (const ended of [later, atOnce]) expect(ended).to.deep.equal({ ok: false, failure })
    })
  }

  it('[W48] has timed out where its window never says that it is over', async () => {
    const ended = await runCeremony(600, () => new Promise(() => {}), 10)
    expect(ended).to.deep.equal({ ok: false, failure: 'timed-out' })
  })

  it('[W48] may take as long as it likes where it was given no time', async () => {
    const slow = new Promise<string>((resolve) => setTimeout(() => resolve('it'), 30))
    expect(await runCeremony(undefined, () => slow, 0)).to.deep.equal({ ok: true, credential: 'it' })
  })
})
