import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { expect } from 'chai'
import type { Asserted, RequestOffer } from '../../shared/api.ts'
import type { WireError } from '../../shared/errors.ts'
import { newName } from '../protocol/scene.ts'
import { newAddress } from '../support/new-address.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import type { Site } from '../support/sites.ts'
import { type CeremonyCase, ceremonyCases } from './support/ceremony-cases.ts'
import { describeFuzz } from './support/fuzzed-sites.ts'
import { expectHeard, expectOrderly, expectRecovery, expectUnharmed, type Heard } from './support/health.ts'
import { FUZZ_TIMEOUT_MS, fuzz, type Lane } from './support/run.ts'
import { authDataOf, tamperAssertion, tamperCreation } from './support/tampered-ceremonies.ts'

const heard: Heard = new Map()

describeFuzz('tampered ceremonies', 'embedded', (site) => {
  it('register and sign in nobody but who did what was asked, and break nothing', async function () {
    this.timeout(FUZZ_TIMEOUT_MS)
    heard.clear()
    const cases = ceremonyCases
    await fuzz({ what: 'ceremonies', full: 5_000, quick: 200, cases, openLane: () => openLane(site) })
    expectHeard(heard, ['ok', 'passkey_refused', 'step_up_refused'])
    expectUnharmed(site)
    await expectRecovery(site)
  })
})

/** One session may ask for 30 step-ups in five minutes. */
const CASES_OF_AN_ACCOUNT = 25

async function openLane(site: Site): Promise<Lane<CeremonyCase>> {
  let device = await new PasskeyDevice(site.url).signUp(newName('Fuzz'))
  let played = 0
  return {
    async play(one) {
      played += 1
      if (played % CASES_OF_AN_ACCOUNT === 0)
        device = await new PasskeyDevice(site.url).signUp(newName('Fuzz'))
      // A network of its own, so that no limit stands before what is tried.
      device.moveTo(newAddress())
      if (one.ceremony === 'sign-up') await playSignUp(site, one)
      else await playAssertion(device, one as AssertionCase)
    },
    close() {},
  }
}

async function playSignUp(site: Site, one: CeremonyCase): Promise<void> {
  const stranger = new PasskeyDevice(site.url)
  const offer = await stranger.post('/api/sign-up/options', { name: newName('Fuzz') })
  const made = stranger.authenticator.create(offer.body.options)
  const credential = tamperCreation(made, one)
  const answer = await stranger.post('/api/sign-up', { challengeId: offer.body.challengeId, credential })
  if (judge(answer)) expectSame(made, credential)
}

async function playAssertion(device: PasskeyDevice, one: AssertionCase): Promise<void> {
  const { ask, answerWith } = ASSERTIONS[one.ceremony]
  const offer = await ask(device)
  const made = device.authenticator.get(offer.body.options)
  const assertion = tamperAssertion(made, one, device.authenticator.passkeys[0]!.privateKey)
  const asserted: Asserted = { challengeId: offer.body.challengeId, assertion }
  if (judge(await answerWith(device, asserted))) expectSame(made, assertion)
}

type AssertionCase = CeremonyCase & { readonly ceremony: keyof typeof ASSERTIONS }

type Answer = Promise<{ status: number; error: WireError | null }>

/** Where each question is asked, and where its answer goes. */
const ASSERTIONS: Record<
  Exclude<CeremonyCase['ceremony'], 'sign-up'>,
  {
    ask: (device: PasskeyDevice) => Promise<{ body: RequestOffer }>
    answerWith: (device: PasskeyDevice, asserted: Asserted) => Answer
  }
> = {
  'sign-in': {
    ask: (device) => device.post('/api/sign-in/options', {}),
    answerWith: (device, asserted) => device.post('/api/sign-in', asserted),
  },
  'step-up': {
    ask: (device) => device.post('/api/step-up', { action: { do: 'add-passkey' } }),
    answerWith: (device, stepUp) => device.post('/api/passkeys/options', { stepUp }),
  },
  freeze: {
    ask: (device) => device.post('/api/freeze/options', {}),
    answerWith: (device, asserted) => device.post('/api/freeze', asserted),
  },
}

/** True when it was accepted. */
function judge({ status, error }: { status: number; error: WireError | null }): boolean {
  expect(status).to.be.below(500)
  expectOrderly(error ? { ok: false, error } : { ok: true }, heard)
  return error === null
}

type Response = RegistrationResponseJSON | AuthenticationResponseJSON

/** Whatever was changed and accepted: the question, the page, the site and the person are the same. */
function expectSame(made: Response, accepted: Response): void {
  const [asked, got] = [clientDataOf(made), clientDataOf(accepted)]
  for (const field of ['type', 'challenge', 'origin']) expect(got[field], field).to.equal(asked[field])
  // Null is as nothing [W47].
  expect([false, undefined, null]).to.include(got.crossOrigin)
  const [before, after] = [authenticatorDataOf(made), authenticatorDataOf(accepted)]
  expect(after.subarray(0, 32).equals(before.subarray(0, 32)), 'site').to.equal(true)
  // User present and user verified.
  expect((after[32] ?? 0) & 5, 'flags').to.equal(5)
}

function clientDataOf({ response }: Response): Record<string, unknown> {
  return JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as Record<string, unknown>
}

function authenticatorDataOf({ response }: Response): Buffer {
  return 'authenticatorData' in response && response.authenticatorData
    ? Buffer.from(response.authenticatorData, 'base64url')
    : authDataOf((response as RegistrationResponseJSON['response']).attestationObject)
}
