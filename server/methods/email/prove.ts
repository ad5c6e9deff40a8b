import { type EmailBodies, parseEmailCode } from '../../../shared/email-recovery.ts'
import type { SlowRecoveryView } from '../../../shared/slow-recovery.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Guard } from '../../limits/guard.ts'
import type { AddProof, ProvingPage } from '../../recovery/slow/given-proof.ts'
import type { NoteWrongCode } from '../../recovery/slow/note-wrong-code.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import type { Keys } from '../../secrets/keys.ts'
import { sameText } from '../../secrets/same-text.ts'
import { hashCode } from './hash-code.ts'
import type { MailedCodes } from './mailed-codes.ts'
import type { EmailSettings } from './settings.ts'

interface ProveDeps {
  readonly setting: EmailSettings
  readonly codes: Pick<MailedCodes, 'countTry'>
  readonly guard: Pick<Guard, 'wrongMailedCodeNoted'>
  readonly keys: Pick<Keys, 'accepted'>
  readonly addProof: AddProof
  readonly noteWrongCode: NoteWrongCode
}

/** Someone types the code that this page had mailed. */
export type ProveEmail = (
  body: EmailBodies['/api/email/prove'],
  page: ProvingPage,
  context: RequestContext,
) => Promise<Answer<{ readonly body: SlowRecoveryView }>>

/** Makes it, from what it needs. One answer for all that does not work. */
export function createProveEmail(deps: ProveDeps): ProveEmail {
  const { setting, codes, guard, keys, addProof, noteWrongCode } = deps
  return async ({ code: typed }, page, context) => {
    if (setting === 'off') return refusal('not_found') // [E1]
    const code = parseEmailCode(typed)
    if (code === null) return refusal('code_invalid')
    const mailed = await codes.countTry(page.pageKey)
    if (!mailed) return refusal('code_invalid')
    const isRight = keys.accepted().some((ring) => sameText(hashCode(ring, mailed.id, code), mailed.codeHash))
    const { owner } = mailed
    if (!isRight) {
      // Noted after the answer has left.
      if (owner) noteWrongCode('email-code-refused', owner.accountId, context, guard.wrongMailedCodeNoted) // [E22]
      return refusal('code_invalid') // [E9]
    }
    if (!owner) return refusal('code_invalid') // [E4]
    return addProof(page, { ...owner, method: 'email' }, context)
  }
}
