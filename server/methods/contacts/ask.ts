import type { ContactBodies, VouchAsked } from '../../../shared/contacts.ts'
import { parseAccountName } from '../../accounts/account-name.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import type { Page } from '../../recovery/slow/given-proof.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import { idOf, newSecret } from './secrets.ts'
import type { ContactSettings } from './settings.ts'
import type { VouchStore } from './vouch-store.ts'

interface AskDeps {
  readonly setting: ContactSettings
  readonly accounts: Pick<AccountStore, 'findByName'>
  readonly vouches: Pick<VouchStore, 'ask'>
  readonly guard: Pick<Guard, 'vouchAsked'>
}

/** Someone without a passkey asks for a link that a contact can open. */
export type Ask = (
  body: ContactBodies['/api/contact/ask'],
  page: Page,
  context: RequestContext,
) => Promise<Answer<{ readonly body: VouchAsked }>>

/** Makes it, from what it needs. The answer is the same whether anybody has the name or a contact, or not. */
export function createAsk({ setting, accounts, vouches, guard }: AskDeps): Ask {
  return async ({ name: typed }, { pageKey }, { device, network, place }) => {
    if (setting === 'off') return refusal('not_found') // [F23]
    const read = parseAccountName(typed)
    if (!read.ok) return refusal(read.code)
    const over = overLimit(await guard.vouchAsked(network))
    if (over) return over // [F26]
    const account = await accounts.findByName(read.name.folded)
    const secret = newSecret()
    const requester = { device, network: network.shown, place: place?.name ?? null }
    const id = idOf(secret)
    const asked = await vouches.ask({ pageKey, id, accountId: account?.id ?? null, requester })
    return { ok: true, body: { secret, ...asked } }
  }
}
