import { randomBytes } from 'node:crypto'
import type { PairingId } from '../../../../shared/ids.ts'
import type { Purpose } from '../../../../shared/recovery.ts'
import { type AccountName, parseAccountName } from '../../../accounts/account-name.ts'
import type { Tally } from '../../../limits/tally.ts'
import type { Page } from '../actors.ts'
import { browserIndex } from '../indexes.ts'
import { keptMs } from '../kept-ms.ts'
import type { Lifetimes } from '../lifetimes.ts'
import type { Open } from '../machine.ts'
import { networkTags } from '../page-network.ts'
import type { PairingStore } from '../pairing-store.ts'
import type { Draft, StandingAtOpening } from '../risk/standing-at-opening.ts'
import type { PairingSecrets } from '../secrets.ts'
import type { TypedNames } from '../typed-name.ts'
import type { PageAnswer, ShowPage } from './page-shown.ts'

interface OpenDeps {
  readonly standingAtOpening: StandingAtOpening
  readonly names: TypedNames
  readonly pairings: Pick<PairingStore, 'create'>
  readonly secrets: Pick<PairingSecrets, 'keyId' | 'tag'>
  readonly lives: Lifetimes
  readonly tally: Pick<Tally, 'count'>
  readonly showPage: ShowPage
}

/** What a page sends with its opening. */
interface Opening {
  readonly purpose: Purpose
  readonly name: string | undefined
}

/**
 * Opens a pairing for a page. If the same browser has an older one that is not approved, that one is cancelled and
 * gives its place. This is no contention.
 */
export type OpenPage = (page: Page, opening: Opening) => Promise<PageAnswer>

export function createOpen(deps: OpenDeps): OpenPage {
  return async (page, { purpose, name }) => {
    const parsed = name === undefined ? null : parseAccountName(name)
    if (parsed && !parsed.ok) return parsed
    const draft = draftOf(deps, page, parsed?.name ?? null)
    const { refused, reasons, openedAt } = await deps.standingAtOpening(draft)
    if (refused) return refused
    return create(deps, { ...draft, openedAt }, purpose, reasons)
  }
}

function draftOf(deps: OpenDeps, page: Page, typed: AccountName | null): Draft {
  const id = randomBytes(16).toString('base64url') as PairingId
  return { id, page, typed, ...networkTags(deps.secrets, page.network, id) }
}

async function create(
  deps: OpenDeps,
  draft: Draft & { readonly openedAt: number },
  purpose: Purpose,
  reasons: Open['reasons'],
): Promise<PageAnswer> {
  const { id, page, typed, network, wideNetwork, openedAt } = draft
  const { keyId } = deps.secrets
  const record: Open = {
    format: 2,
    state: 'open',
    id,
    version: 1,
    purpose,
    pageKey: page.pageKey,
    browser: page.browser,
    network,
    wideNetwork,
    requester: { device: page.device, network: page.network.shown, place: page.place?.name ?? null },
    place: page.place,
    keyId,
    openedAt,
    epoch: 0,
    epochAt: openedAt,
    binding: typed && (await deps.names.bindTo(typed)),
    pinHash: typed && deps.names.pinHashOf({ id, keyId, epoch: 0 }, typed.folded),
    wrongReturnPins: 0,
    reasons,
    viewVersion: 1,
    connection: page.connection,
    detachedAt: null,
    replies: {},
  }
  // It is filed under its network already.
  const hints = [
    { index: browserIndex(page.browser), ttlMs: deps.lives.whole },
    ...(typed ? deps.names.hintsOf(record, typed.folded) : []),
  ]
  if (!(await deps.pairings.create(record, keptMs(record, openedAt, deps.lives), hints))) {
    throw new Error('Two pairings drew the same 128-bit id.')
  }
  deps.tally.count('state.open')
  return deps.showPage({ pairing: record, now: openedAt })
}
