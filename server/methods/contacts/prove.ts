import { type ContactBodies, parseVouchCode } from '../../../shared/contacts.ts'
import type { SlowRecoveryView } from '../../../shared/slow-recovery.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { AddProof, ProvingPage } from '../../recovery/slow/given-proof.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import type { Keys } from '../../secrets/keys.ts'
import { sameText } from '../../secrets/same-text.ts'
import { hashCode } from './secrets.ts'
import type { ContactSettings } from './settings.ts'
import type { VouchStore } from './vouch-store.ts'

interface ProveDeps {
  readonly setting: ContactSettings
  readonly vouches: Pick<VouchStore, 'countTry'>
  readonly keys: Pick<Keys, 'accepted'>
  readonly addProof: AddProof
}

/** Someone types the code that a contact read out. */
export type ProveVouched = (
  body: ContactBodies['/api/contact/prove'],
  page: ProvingPage,
  context: RequestContext,
) => Promise<Answer<{ readonly body: SlowRecoveryView }>>

/** Makes it, from what it needs. One answer for all that does not work. */
export function createProveVouched({ setting, vouches, keys, addProof }: ProveDeps): ProveVouched {
  return async ({ code: typed }, page, context) => {
    if (setting === 'off') return refusal('not_found') // [F23]
    const code = parseVouchCode(typed)
    if (code === null) return refusal('code_invalid')
    const vouched = await vouches.countTry(page.pageKey)
    if (!vouched) return refusal('code_invalid')
    const { id, accountId, codeHash } = vouched
    const isRight = keys.accepted().some((ring) => sameText(hashCode(ring, id, code), codeHash))
    if (!isRight) return refusal('code_invalid') // [F19]
    return addProof(page, { accountId, method: 'contact', evidence: id }, context)
  }
}
