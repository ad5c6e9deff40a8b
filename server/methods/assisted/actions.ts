import type { AssistedAction, CaseAction } from '../../../shared/assisted.ts'
import { mayAdminister } from '../../passkeys/authority.ts'
import type { ActionsOf } from '../../passkeys/declared-actions.ts'
import type { MethodSwitches } from '../../recovery/method-switches.ts'
import { switchAction } from '../../recovery/own-switch.ts'
import { id } from '../../requests/wire-fields.ts'

/** What an owner does with the help of supporters. */
export function assistedActions(switches: Pick<MethodSwitches, 'read'>): ActionsOf<AssistedAction> {
  return { 'switch-assisted': switchAction(switches, 'assisted') }
}

/** What a supporter confirms. */
export const caseActions: ActionsOf<CaseAction> = {
  'vouch-case': { spends: null, fields: { caseId: id }, mayConfirm: () => mayAdminister },
  'end-case': { spends: null, fields: { caseId: id }, mayConfirm: () => mayAdminister },
  'confirm-case': { spends: null, fields: { caseId: id }, mayConfirm: () => mayAdminister },
}
