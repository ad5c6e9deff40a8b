import type { Namespace, Socket } from 'socket.io'
import type { z } from 'zod'
import type { AccountId, ClaimId, SessionId } from '../../shared/ids.ts'
import { type Answer, refusal } from '../answer.ts'
import type { Approver } from '../pairing/actors.ts'
import { approve, approveOptions, claimState } from '../pairing/approve.ts'
import { claim, pairingOfClaim } from '../pairing/claim.ts'
import type { ClaimShown } from '../pairing/claim-shown.ts'
import type { PairingDeps } from '../pairing/deps.ts'
import { renewReturnPin } from '../pairing/return-pin.ts'
import { deny } from '../pairing/stop.ts'
import { boundSession } from './bound-session.ts'
import { onCommand } from './command.ts'
import { judgeEntry, serveEntered } from './entering.ts'
import { guardSocket } from './guard-socket.ts'
import { hearOne } from './hear-one.ts'
import { type Peer, type PeerDeps, readPeer } from './peer.ts'
import { accountRoom, sessionRoom } from './rooms.ts'
import { approveMessage, approveOptionsMessage, claimMessage, denyMessage, heldMessage } from './schemas.ts'

const EVENTS = ['claim', 'state', 'renew-return-pin', 'approve-options', 'approve', 'deny']

/** What a socket of a signed-in device remembers; the session itself is read again at every command. */
export interface SignedInSocket {
  readonly peer: Peer
  readonly accountId: AccountId
  readonly sessionId: SessionId
  /** The claim that was last shown here. */
  claimId: ClaimId | null
}

export interface ApproverDeps extends PeerDeps {
  /** The session behind a peer's cookie as it stands in SQL now, or null. */
  readonly approver: (peer: Peer) => Promise<Approver | null>
}

/** Serves approving devices. Connects after sign-in; session and claim are judged at every command. */
export function serveApprove(namespace: Namespace, deps: PairingDeps, peers: ApproverDeps): void {
  requireSession(namespace, peers)
  serveEntered(namespace, peers.careful, (socket) => {
    guardSocket(socket, EVENTS, peers.careful)
    serveCommands(socket, deps, peers)
  })
}

/** Refuses the connection of anybody who is not signed in, and puts the others into their own rooms. */
export function requireSession(namespace: Namespace, peers: ApproverDeps): void {
  boundSession(namespace, peers.careful)
  judgeEntry(namespace, peers.careful, async (socket) => {
    const peer = readPeer(socket.request, peers)
    const approver = await orAway(peers.approver(peer))
    // Whoever was told to sign in while SQL is away would do so in vain.
    if (approver === 'away') return 'store_away'
    if (!approver) return 'not_signed_in'
    const { accountId, sessionId } = approver
    socket.data = { peer, accountId, sessionId, claimId: null } satisfies SignedInSocket
    await socket.join([accountRoom(accountId), sessionRoom(sessionId)])
    return null
  })
}

/** Below the 5 s in which a connection has to enter, or it is closed without a word. */
const ENTER_WITHIN_MS = 4_000

async function orAway<Found>(asked: Promise<Found>): Promise<Found | 'away'> {
  let timer: NodeJS.Timeout | undefined
  const answers: Promise<Found | 'away'>[] = [asked.catch(() => 'away')]
  const late = new Promise<'away'>((resolve) => {
    timer = setTimeout(resolve, ENTER_WITHIN_MS, 'away')
  })
  answers.push(late) // [S108]
  return Promise.race(answers).finally(() => clearTimeout(timer))
}

function serveCommands(socket: Socket, deps: PairingDeps, peers: ApproverDeps): void {
  const { peer } = socket.data as SignedInSocket
  const on = <Schema extends z.ZodType>(
    event: string,
    schema: Schema,
    run: (approver: Approver, message: z.output<Schema>) => Promise<Answer<object>>,
  ) =>
    onCommand({ socket, log: deps.log, careful: peers.careful }, event, schema, async (message) => {
      const approver = await peers.approver(peer)
      if (!approver) return refusal('not_signed_in') // [P46]
      return run(approver, message)
    })
  /** A claim that was shown to this socket is also announced to it, and from now on no other is. */
  const shown = async (answer: Answer<ClaimShown>): Promise<Answer<ClaimShown>> => {
    if (!answer.ok) return answer
    const { claimId } = answer.view
    const pairing = await pairingOfClaim(deps, claimId)
    Object.assign(socket.data, { claimId })
    await hearOne(socket, pairing)
    return answer
  }

  on('claim', claimMessage, async (who, { id, ...code }) => shown(await claim(deps, who, id, code)))
  on('state', heldMessage, async (who, { claimId }) => shown(await claimState(deps, who, claimId)))
  on('renew-return-pin', heldMessage, (who, { id, claimId }) => renewReturnPin(deps, who, id, claimId))
  on('approve-options', approveOptionsMessage, (who, { claimId, choice }) =>
    approveOptions(deps, who, claimId, choice),
  )
  on('approve', approveMessage, (who, { id, challengeId, assertion, ...rest }) =>
    approve(deps, who, id, { ...rest, asserted: { challengeId, assertion } }),
  )
  on('deny', denyMessage, (who, { id, claimId, report }) => deny(deps, who, id, claimId, report))
}
