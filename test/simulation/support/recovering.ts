import { randomBytes } from 'node:crypto'
import type { Account } from '../../../server/accounts/account.ts'
import type { Approver, Page } from '../../../server/methods/pairing/actors.ts'
import { networkOf } from '../../../server/requests/network.ts'
import type { ClaimId, CommandId, ConnectionId, PageKey, SessionId } from '../../../shared/ids.ts'
import type { ApprovingView, RequestingView } from '../../../shared/pairing-view.ts'
import type { Place } from '../../../shared/place.ts'
import { qrStep } from '../../../shared/qr.ts'
import { newContext } from '../../support/new-context.ts'
import { qrOf } from '../../support/page-device.ts'
import { createSoftAuthenticator } from '../../support/soft-authenticator.ts'
import type { Chance } from './timeline.ts'
import { passkeyIdOf, passkeyOf, type World } from './world.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** One person who lost a passkey, and how clumsy the way back is. */
export interface Plan {
  readonly page: { readonly address: string; readonly place?: Place }
  readonly phone: { readonly address: string; readonly place?: Place }
  /** Types a PIN instead of scanning. */
  readonly byPin: boolean
  /** Loads the page so many times more before anything else. */
  readonly reloads: number
  /** Loses the connection so often while the code is shown. */
  readonly drops: number
}

/** What came of it. */
export interface Outcome {
  finished: boolean
  /** Pages that were needed beyond the first because a pairing ended under this person. */
  again: number
  reasons: readonly string[]
  refusals: string[]
  returnPin: boolean
}

/** All that the steps of one recovery lean on. */
interface Story {
  readonly steps: World['steps']
  readonly origin: string
  readonly chance: Chance
  readonly now: () => number
  readonly plan: Plan
  readonly outcome: Outcome
  readonly approver: Approver
  readonly browser: string
}

interface Shown {
  readonly view: RequestingView
  readonly page: Page
  readonly at: number
}

const token = (bytes: number) => randomBytes(bytes).toString('base64url')
const commandId = () => token(16) as CommandId
const STUCK = 12

/** A whole recovery, as people and our pages do it; every number is the time until the next step. */
export async function* recovering(
  world: World,
  chance: Chance,
  now: () => number,
  plan: Plan,
  outcome: Outcome,
): AsyncGenerator<number, void> {
  const { steps, origin, secrets } = world
  const approver = approverOf(world.newAccount(), plan, world)
  const browser = secrets.tag('browser', token(32))
  const story: Story = { steps, origin, chance, now, plan, outcome, approver, browser }
  for (let tries = 0; tries < STUCK && !outcome.finished; tries += 1) {
    if (tries > 0) outcome.again += 1
    const shown = yield* showCode(story, tries === 0 ? plan.reloads : 0)
    const claimed = shown && (yield* present(story, shown))
    const claimId = claimed && (yield* match(story, shown, claimed))
    if (claimId) outcome.finished = yield* approveAndRegister(story, shown, claimId)
  }
}

function approverOf(account: Account, { phone }: Plan, world: World): Approver {
  return {
    accountId: account.id,
    accountName: account.name,
    foldedName: account.foldedName,
    sessionId: token(16) as SessionId,
    credentialId: passkeyIdOf(account.id),
    userHandle: account.userHandle,
    passkeys: [passkeyOf(account.id)],
    browser: world.secrets.tag('browser', token(32)),
    network: networkOf(phone.address),
    place: phone.place ?? null,
    device: 'Phone',
  }
}

/** Opens the page, perhaps again and again, and keeps it open; a new page cancels the one before. */
async function* showCode(story: Story, reloads: number): AsyncGenerator<number, Shown | null> {
  const { steps, chance, now, plan, browser, outcome, approver } = story
  const name = plan.byPin ? approver.accountName : undefined
  let shown: Shown | null = null
  for (let load = 0; load <= reloads; load += 1) {
    if (shown) {
      await steps.pageLink.detach(shown.view.pairingId, shown.page.connection)
      yield chance.typically(5 * SECOND)
    }
    const { address, place = null } = plan.page
    const page: Page = {
      pageKey: token(65) as PageKey,
      connection: token(16) as ConnectionId,
      browser,
      network: networkOf(address),
      place,
      device: 'Computer',
    }
    const answer = await steps.open(page, { purpose: 'replace', name })
    if (!answer.ok) {
      outcome.refusals.push(answer.code)
      // Nobody sits and waits for an hour to the second.
      const later = answer.code === 'locked' ? chance.between(0, 30) * MINUTE : 0
      yield (answer.retryAfterMs ?? 10 * SECOND) + later
      return null
    }
    shown = { view: answer.view, page, at: now() }
  }
  return shown && (yield* loseConnection(story, shown))
}

async function* loseConnection(
  { steps, chance, plan: { drops } }: Story,
  shown: Shown,
): AsyncGenerator<number, Shown> {
  let { page } = shown
  for (let drop = 0; drop < drops; drop += 1) {
    yield chance.typically(8 * SECOND)
    await steps.pageLink.detach(shown.view.pairingId, page.connection)
    yield chance.between(1, 55) * SECOND
    page = { ...page, connection: token(16) as ConnectionId }
    await steps.pageLink.resume(shown.view.pairingId, page.connection)
  }
  return { ...shown, page }
}

/** Scans and taps, or types the PIN; some have to sign in first. */
async function* present(
  { steps, chance, now, plan, approver, outcome }: Story,
  { view, at }: Shown,
): AsyncGenerator<number, ApprovingView | null> {
  yield chance.typically(15 * SECOND)
  let code: { pin: string } | { receipt: string } = { pin: view.codes?.pin ?? '' }
  if (!plan.byPin) {
    const qr = qrOf(view, qrStep(view.ageMs + now() - at))
    const seen = await steps.look(qr, { ...newContext(), ...approver })
    if (!seen.ok) return refused(outcome, seen.code)
    code = seen
    if (chance.happens(0.3)) yield chance.typically(15 * SECOND)
  }
  yield chance.typically(4 * SECOND)
  const claimed = await steps.claim(approver, commandId(), code)
  if (claimed.ok) return claimed.view
  if (claimed.retryAfterMs) yield claimed.retryAfterMs
  return refused(outcome, claimed.code)
}

function refused(outcome: Outcome, code: string): null {
  outcome.refusals.push(code)
  return null
}

/** Types the return PIN where one is due: now and then a wrong one, and now and then too late. */
async function* match(
  { steps, chance, approver, outcome }: Story,
  { view }: Shown,
  claimed: ApprovingView,
): AsyncGenerator<number, ClaimId | null> {
  if (claimed.state !== 'claimed') return claimed.claimId
  outcome.returnPin = true
  let pin = claimed.returnPin?.pin ?? ''
  for (let tries = 0; tries < 3; tries += 1) {
    yield chance.typically(15 * SECOND)
    const typed = chance.happens(0.04) ? pin.replace(/\d$/, (last) => `${(Number(last) + 1) % 10}`) : pin
    const answer = await steps.returnPin.match(view.pairingId, commandId(), typed)
    if (answer.ok) return claimed.claimId
    if (answer.code !== 'return_pin_wrong' && answer.code !== 'return_pin_expired')
      return refused(outcome, answer.code)
    const renewed = await steps.returnPin.renew(approver, commandId(), claimed.claimId)
    if (!renewed.ok) return refused(outcome, renewed.code)
    pin = renewed.view.returnPin?.pin ?? ''
  }
  return null
}

async function* approveAndRegister(
  { steps, origin, chance, approver, outcome }: Story,
  { view }: Shown,
  claimId: ClaimId,
): AsyncGenerator<number, boolean> {
  yield chance.typically(10 * SECOND)
  const held = await steps.approve.claimState(approver, claimId)
  if (!held.ok) return false
  const { viewVersion, reasons } = held.view
  outcome.reasons = reasons
  const choice = { retire: null, endOtherSessions: false }
  const asserted = { challengeId: '', assertion: {} } as never
  const approved = await steps.approve.approve(approver, commandId(), {
    claimId,
    viewVersion,
    choice,
    asserted,
  })
  if (!approved.ok) return false
  yield chance.typically(8 * SECOND)
  const offer = await steps.makePasskey.options(view.pairingId, commandId())
  if (!offer.ok) return false
  const made = createSoftAuthenticator({ origin }).create(offer.options)
  const { clientDataJSON, attestationObject } = made.response
  const done = await steps.makePasskey.register(view.pairingId, {
    ...{ credentialId: made.id, clientDataJSON, attestationObject, transports: [] },
  })
  return done.ok && done.view.state === 'registered'
}
