import { randomBytes } from 'node:crypto'
import type { PairingId } from '../../shared/ids.ts'
import type { Purpose, RequestingView } from '../../shared/pairing-view.ts'
import { parseAccountName } from '../accounts/account-name.ts'
import { type Answer, overLimit, refusal } from '../answer.ts'
import { LIVE_CAPS } from '../throttle/numbers.ts'
import type { Page } from './actors.ts'
import { decide } from './decide.ts'
import type { PairingDeps } from './deps.ts'
import { browserIndex, pageMarks } from './indexes.ts'
import type { Open } from './machine.ts'
import { bindTo, indexPin, pinHashOf } from './typed-name.ts'
import { requestingView } from './views.ts'

export interface Opening {
  readonly purpose: Purpose
  readonly name: string | undefined
}

/** Opens a pairing for a page. An older unapproved one of the same browser is cancelled: no contention. */
export async function open(
  deps: PairingDeps,
  page: Page,
  { purpose, name }: Opening,
): Promise<Answer<{ view: RequestingView }>> {
  const over = overLimit(await deps.guard.opening(page.network))
  if (over) return over
  const typed = name === undefined ? null : parseAccountName(name)
  if (name !== undefined && !typed) return refusal('name_invalid')
  const marks = await deps.marks.read(pageMarks(deps.secrets, page.pageKey, page.browser))
  if (marks.includes('second-claimant') && !typed) return refusal('name_required') // [P24]
  await cancelOlder(deps, page.browser)

  const id = randomBytes(16).toString('base64url') as PairingId
  const networks = networkTags(deps, page)
  const admission = await deps.livePages.admit({ id, ...networks }, LIVE_CAPS, deps.lives.whole)
  if (admission !== 'admitted')
    return refusal(admission === 'network-full' ? 'rate_limited' : 'server_full', 60_000)

  const { now } = await deps.pairings.load(id)
  const { keyId } = deps.secrets
  const binding = typed && (await bindTo(deps, typed))
  const record: Open = {
    format: 1,
    state: 'open',
    id,
    version: 1,
    purpose,
    pageKey: page.pageKey,
    browser: page.browser,
    ...networks,
    requester: { device: page.device, network: page.network.shown, place: null },
    keyId,
    openedAt: now,
    epoch: 0,
    epochAt: now,
    binding,
    pinHash: typed && pinHashOf(deps, { id, keyId, epoch: 0 }, typed.folded),
    wrongPins: 0,
    wrongReturnPins: 0,
    reasons: [...new Set([...deps.standingReasons, ...marks])],
    viewVersion: 1,
    connection: page.connection,
    detachedAt: null,
    replies: {},
  }
  if (!(await deps.pairings.create(record, deps.lives.whole + deps.lives.remembered))) {
    throw new Error('Two pairings drew the same 128-bit id.')
  }
  await deps.pairings.addHint(browserIndex(page.browser), id, deps.lives.whole)
  if (typed) await indexPin(deps, record, typed.folded)
  return { ok: true, view: requestingView(record, now, deps) }
}

async function cancelOlder(deps: PairingDeps, browser: string): Promise<void> {
  const [older] = await deps.pairings.hints(browserIndex(browser), 1)
  if (older) await decide(deps, older, { type: 'cancel', cause: 'replaced-by-newer' })
}

function networkTags({ secrets }: PairingDeps, { network }: Page) {
  return {
    network: secrets.tag('network', network.key),
    wideNetwork: network.wide === null ? null : secrets.tag('network', network.wide),
  }
}
