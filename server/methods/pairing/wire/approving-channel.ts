import type { ClaimId } from '../../../../shared/ids.ts'
import type { ApprovingView } from '../../../../shared/pairing-view.ts'
import type { ApprovingCommands, ApprovingEvents } from '../../../../shared/protocol.ts'
import type { ReadSignedIn } from '../../../accounts/signed-in.ts'
import { enterSignedIn, SIGNED_IN_CROWD, type SignedInLine } from '../../../accounts/signed-in-line.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { Channel, Command, CommandsOf } from '../../../requests/channel.ts'
import { type Approver, approverOf } from '../actors.ts'
import { pairingOfClaim } from '../claim-id.ts'
import type { ClaimAnswer } from '../steps/claim-shown.ts'
import type { Steps } from '../steps/steps.ts'
import { LastShown } from './last-shown.ts'
import { type ApprovingMessages, approvingMessages } from './schemas.ts'
import { hearOnly } from './topics.ts'

/** The namespace of approving devices. */
export const APPROVING = '/approve'

/** What a connection of an approving device remembers. The session itself is read again at every command. */
export interface ApprovingLine extends SignedInLine<ApprovingEvents> {
  /** The claim that was last shown here. */
  claimId: ClaimId | null
  readonly shown: LastShown<ApprovingView>
}

/**
 * The channel of approving devices. They connect after the sign-in. Session and claim are judged at every command.
 */
export function approvingChannel(
  readSignedIn: ReadSignedIn,
  { claim, returnPin, approve, stop }: Pick<Steps, 'claim' | 'returnPin' | 'approve' | 'stop'>,
): Channel<ApprovingEvents, ApprovingLine> {
  const command = <Name extends keyof ApprovingCommands>(
    name: Name,
    run: (
      approver: Approver,
      message: ApprovingMessages[Name],
      line: ApprovingLine,
    ) => Promise<Answer<ApprovingCommands[Name][1]>>,
  ): Command<ApprovingLine, ApprovingMessages[Name], ApprovingCommands[Name][1]> => ({
    takes: approvingMessages[name],
    async run(line, message) {
      const who = await readSignedIn(line.context.sessionToken)
      if (!who) return refusal('not_signed_in') // [P46]
      return line.shown.whileAnswering(run(approverOf(who, line.context), message, line))
    },
  })
  /** From now on, this connection gets news of the claim that it was shown, and of no other. */
  const shown = async (line: ApprovingLine, answer: ClaimAnswer): Promise<ClaimAnswer> => {
    if (!answer.ok) return answer
    const { claimId } = answer.view
    line.claimId = claimId
    line.shown.about(claimId)
    await hearOnly(line.line, pairingOfClaim(claimId))
    return answer
  }
  return {
    name: APPROVING,
    ofSession: 'hears-of-account',
    crowd: SIGNED_IN_CROWD,
    async enter(context, line) {
      const entered = await enterSignedIn(readSignedIn, context, line)
      if (typeof entered === 'string') return entered
      const shown = new LastShown<ApprovingView>(
        (view) => line.emit('claim', view),
        (view) => view.claimId,
      )
      return { ...entered, claimId: null, shown }
    },
    commands: {
      claim: command('claim', async (who, { id, ...code }, line) => shown(line, await claim(who, id, code))),
      state: command('state', async (who, { claimId }, line) =>
        shown(line, await approve.claimState(who, claimId)),
      ),
      'renew-return-pin': command('renew-return-pin', (who, { id, claimId }) =>
        returnPin.renew(who, id, claimId),
      ),
      'approve-options': command('approve-options', (who, { claimId, choice }) =>
        approve.options(who, claimId, choice),
      ),
      approve: command('approve', (who, { id, challengeId, assertion, ...rest }) =>
        approve.approve(who, id, { ...rest, asserted: { challengeId, assertion } }),
      ),
      deny: command('deny', (who, { id, claimId, report }) => stop.deny(who, id, claimId, report)),
    } satisfies CommandsOf<ApprovingCommands, ApprovingLine, ApprovingMessages>,
  }
}
