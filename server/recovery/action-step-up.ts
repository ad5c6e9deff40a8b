import type { StepUpAction } from '../../shared/api.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import { refusal } from '../errors/answer.ts'
import type { Guard } from '../limits/guard.ts'
import { overLimit } from '../limits/over-limit.ts'
import type { ActionStepUp, StepUpSession } from '../passkeys/action-step-up.ts'
import {
  mayAdminister,
  mayCancel,
  mayChange,
  mayDo,
  mayJudge,
  mayLift,
  mayRestore,
} from '../passkeys/authority.ts'
import type { Credential } from '../passkeys/credential.ts'
import type { CredentialStore } from '../passkeys/credential-store.ts'
import type { PasskeyActs } from '../passkeys/passkey-acts.ts'
import type { StepUp } from '../passkeys/step-up.ts'
import type { RecoveryLedger } from './recovery-ledger.ts'

interface ActionStepUpDeps {
  readonly stepUp: StepUp
  readonly accounts: Pick<AccountStore, 'findOwner'>
  readonly credentials: Pick<CredentialStore, 'list'>
  readonly ledger: Pick<RecoveryLedger, 'find'>
  readonly acts: Pick<PasskeyActs, 'scheduled'>
  readonly guard: Pick<Guard, 'stepUp'>
}

/** Makes the step-ups for actions on passkeys, sessions, recoveries and the console. */
export function createActionStepUp(deps: ActionStepUpDeps): ActionStepUp {
  const { stepUp, accounts, credentials, guard } = deps
  return {
    async begin(session, action) {
      const over = overLimit(await guard.stepUp(session.id))
      if (over) return over // [A15]
      // Judged before the ceremony too, so that nobody has to confirm something that will be refused.
      const passkeys = await credentials.list(session.accountId)
      const able = passkeys.filter((passkey) => mayDo(passkey, 'step-up') === true)
      if (able.length === 0) return refusal('on_probation')
      const judge = await judgeOf(deps, session, action, passkeys)
      const fit = able.filter((passkey) => judge(passkey) === true)
      if (fit.length === 0) return refusal('too_new')
      return { ok: true, offer: await stepUp.begin(ownerOf(session), statementOf(action), fit) }
    },
    async finish(session, action, asserted) {
      const owner = await accounts.findOwner(session.accountId)
      if (!owner) return { ok: false, code: 'step_up_refused' }
      const { passkeys, account } = owner
      const { userHandle } = account
      return stepUp.finish({ ...ownerOf(session), userHandle, passkeys }, statementOf(action), asserted)
    },
  }
}

type Judge = (passkey: Credential) => true | ErrorCode

/** Says of a passkey whether it may do this now. It is judged again when it is done. */
async function judgeOf(
  { ledger, acts }: ActionStepUpDeps,
  { accountId }: StepUpSession,
  action: StepUpAction,
  passkeys: readonly Credential[],
): Promise<Judge> {
  const find = (id: string | null | undefined) => passkeys.find((passkey) => passkey.id === id) ?? null
  switch (action.do) {
    case 'rename-passkey':
    case 'report-stolen': {
      const target = find(action.credentialId)
      return (by) => !target || mayChange(by, target)
    }
    case 'restore-passkey': {
      const target = find(action.credentialId)
      return (by) => !target || mayRestore(by, target, find(target.suspendedBy))
    }
    case 'freeze-recovery':
    case 'undo-recovery': {
      const arrival = await ledger.find(action.recoveryId)
      return (by) => arrival?.accountId !== accountId || mayJudge(by, arrival)
    }
    case 'lift-recovery': {
      const arrival = await ledger.find(action.recoveryId)
      return (by) => arrival?.accountId !== accountId || mayLift(by, arrival, find(arrival.frozenBy))
    }
    case 'cancel-scheduled': {
      const scheduled = await acts.scheduled(accountId)
      const scheduler = find(scheduled.find(({ id }) => id === action.scheduledId)?.by)
      return (by) => !scheduler || mayCancel(by, scheduler)
    }
    case 'enter-admin':
    case 'release-lock':
      return mayAdminister
    default:
      return () => true
  }
}

function ownerOf({ id, accountId }: StepUpSession) {
  return { sessionId: id, accountId }
}

/** The whole action as one text. The order of its fields does not matter. */
function statementOf(action: StepUpAction): string {
  const fields = Object.entries(action).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify(fields)
}
