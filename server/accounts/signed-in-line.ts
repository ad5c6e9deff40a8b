import type { ErrorCode } from '../../shared/errors.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { AccountEvents } from '../../shared/protocol.ts'
import { SOCKETS_OF_SESSION } from '../limits/numbers.ts'
import type { Line } from '../requests/channel.ts'
import type { SocketContext } from '../requests/socket-context.ts'
import { sessionTopic } from '../sessions/topics.ts'
import type { SignedIn } from './account-store.ts'
import type { ReadSignedIn } from './signed-in.ts'

/** The state of a socket of a signed-in device. */
export interface SignedInLine<Events extends object = AccountEvents> {
  readonly context: SocketContext
  readonly line: Line<Events>
  readonly accountId: AccountId
  readonly sessionId: SessionId
}

/** The topic of the devices that wait for news of an account. */
export const accountTopic = (id: AccountId) => `account:${id}`

/** The most sockets that one session holds in a channel on this node. */
export const SIGNED_IN_CROWD = {
  topicOf: ({ sessionId }: Pick<SignedInLine, 'sessionId'>) => sessionTopic(sessionId),
  most: SOCKETS_OF_SESSION,
}

/** Refuses a connection without a session. Other connections are found under their account and their session. */
export async function enterSignedIn<Events extends object>(
  readSignedIn: ReadSignedIn,
  context: SocketContext,
  line: Line<Events>,
): Promise<SignedInLine<Events> | ErrorCode> {
  const who = await orAway(readSignedIn(context.sessionToken))
  // Someone who was told to sign in while SQL is away would try in vain.
  if (who === 'away') return 'store_away'
  if (!who) return 'not_signed_in'
  const [accountId, sessionId] = [who.account.id, who.session.id]
  await line.join(accountTopic(accountId))
  await line.join(sessionTopic(sessionId))
  return { context, line, accountId, sessionId }
}

/** Shorter than the 5 s in which a connection must enter; after that it is closed without a message. */
const ENTER_WITHIN_MS = 4_000

async function orAway(asked: Promise<SignedIn | null>): Promise<SignedIn | null | 'away'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'away'>((resolve) => {
    timer = setTimeout(resolve, ENTER_WITHIN_MS, 'away')
  })
  const answers = Promise.race([
    asked.catch(() => 'away' as const),
    late, // [S108]
  ])
  return answers.finally(() => clearTimeout(timer))
}
