import type { CaseAction } from '../../../shared/assisted.ts'
import { mayAdminister } from '../../passkeys/authority.ts'
import type { ActionsOf } from '../../passkeys/declared-actions.ts'
import { id } from '../../requests/wire-fields.ts'

/** What a supporter confirms. */
export const caseActions: ActionsOf<CaseAction> = {
  'vouch-case': { fields: { caseId: id }, mayConfirm: () => mayAdminister },
  'end-case': { fields: { caseId: id }, mayConfirm: () => mayAdminister },
  'confirm-case': { fields: { caseId: id }, mayConfirm: () => mayAdminister },
}
