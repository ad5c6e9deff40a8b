import type { Namespace, Socket } from 'socket.io'
import type { z } from 'zod'
import type { CommandId, PairingId } from '../../shared/ids.ts'
import type { SignedCommand } from '../../shared/page-proof.ts'
import { FIRST_COMMAND_MS } from '../../shared/protocol.ts'
import { type Answer, refusal } from '../answer.ts'
import type { PairingDeps } from '../pairing/deps.ts'
import { open } from '../pairing/open.ts'
import { detach, pageKeyOf, pageState, resume } from '../pairing/page-link.ts'
import { register, registerOptions } from '../pairing/register.ts'
import { matchReturnPin } from '../pairing/return-pin.ts'
import { cancel } from '../pairing/stop.ts'
import { newCode, typeName } from '../pairing/typed-name.ts'
import type { Careful } from '../warnings/careful.ts'
import { type CommandContext, onCommand } from './command.ts'
import { serveEntered } from './entering.ts'
import { guardSocket } from './guard-socket.ts'
import { hearOne } from './hear-one.ts'
import { LostConnection, type ProvenPage } from './lost-connection.ts'
import { type PeerDeps, readPeer } from './peer.ts'
import { cancelMessage, lostBodies, pinMessage, unsignedMessage } from './schemas.ts'
import { onSigned } from './signed-command.ts'

const EVENTS = [...Object.keys(lostBodies), 'state', 'pin', 'cancel']

/** Serves requesting pages. Returns a way to wait until every drop that happened is written down. */
export function serveLost(namespace: Namespace, deps: PairingDeps, peers: PeerDeps): () => Promise<void> {
  const { careful } = peers
  const leaving = new Set<Promise<void>>()
  serveEntered(namespace, careful, (socket) => {
    const connection = new LostConnection(readPeer(socket.request, peers))
    const { peer } = connection
    socket.data = { connection: peer.connection }
    guardSocket(socket, EVENTS, careful)
    serveConnection(socket, connection, deps, careful)
    socket.emit('hello', { connection: peer.connection, nonce: connection.nextNonce() })
    const stopWatching = watchSilence(socket, connection, careful)
    const hasLeft = () => {
      stopWatching()
      const left = leave(deps, connection).finally(() => leaving.delete(left))
      leaving.add(left)
    }
    socket.on('disconnect', careful('a page that drops', hasLeft))
  })
  return async () => {
    await Promise.all(leaving)
  }
}

/** Closes whoever has become no page in time. An answer that is on its way is waited for: that is our delay. */
function watchSilence(socket: Socket, connection: LostConnection, careful: Careful): () => void {
  const look = () => {
    if (connection.page) stop()
    else if (!connection.isAsking) socket.disconnect(true) // [P39]
  }
  const timer = setInterval(careful('watching for silence', look), FIRST_COMMAND_MS)
  const stop = () => clearInterval(timer)
  return stop
}

/** With the store away the drop is not written; then the pairing's own limits count. */
async function leave(deps: PairingDeps, { peer, page }: LostConnection): Promise<void> {
  if (!page) return
  await detach(deps, page.pairingId, peer.connection).catch((err: unknown) =>
    deps.log.warn({ err }, 'A page dropped, and the store could not note it.'),
  )
}

function serveConnection(
  socket: Socket,
  connection: LostConnection,
  deps: PairingDeps,
  careful: Careful,
): void {
  const extra = () => ({ nonce: connection.nextNonce() })
  const context: CommandContext = { socket, log: deps.log, careful, extra }
  serveOpening(socket, context, connection, deps)
  serveSigned(context, connection, deps)
  serveUnsigned(context, connection, deps)
}

/** The two commands that make a connection the page's own. */
function serveOpening(
  socket: Socket,
  context: CommandContext,
  connection: LostConnection,
  deps: PairingDeps,
): void {
  const { peer } = connection
  onSigned(context, connection, {
    name: 'open',
    signer: ({ pageKey }) => ({ pageKey, pairingId: '' }),
    unproven: 'proof_invalid',
    async run({ pageKey, purpose, name }) {
      const answer = await connection.whileAsking(open(deps, { ...peer, pageKey }, { purpose, name }))
      if (answer.ok) await own(socket, connection, { pageKey, pairingId: answer.view.pairingId }, deps)
      return answer
    },
  })
  onSigned(context, connection, {
    name: 'resume',
    signer: ({ pairingId }) => pageOf(deps, pairingId),
    unproven: 'pairing_over',
    async run({ pairingId }) {
      // What is limited is connections, so each takes a page over once: that is the part that writes.
      if (connection.page) return again(deps, connection, pairingId) // [P67]
      const page = await pageOf(deps, pairingId)
      const answer = await connection.whileAsking(resume(deps, pairingId, peer.connection))
      if (answer.ok && page) await own(socket, connection, page, deps)
      return answer
    },
  })
}

function serveSigned(context: CommandContext, connection: LostConnection, deps: PairingDeps): void {
  /** A command of the page that this connection has proven to be. */
  const onPage = <Name extends Exclude<SignedCommand, 'open' | 'resume'>>(
    name: Name,
    run: (
      pairingId: PairingId,
      body: z.output<(typeof lostBodies)[Name]>,
      id: CommandId,
    ) => Promise<Answer<object>>,
  ) =>
    onSigned(context, connection, {
      name,
      signer: () => connection.page,
      unproven: 'proof_invalid',
      run: async (body, id) =>
        connection.page ? run(connection.page.pairingId, body, id) : refusal('proof_invalid'),
    })
  onPage('new-code', (pairing, _body, id) => newCode(deps, pairing, id))
  onPage('return-pin', (pairing, { pin }, id) => matchReturnPin(deps, pairing, id, pin))
  onPage('register-options', (pairing, _body, id) => registerOptions(deps, pairing, id))
  onPage('register', (pairing, body) => register(deps, pairing, body))
}

/** After `open` or `resume` the connection is proven, so these need no signature. */
function serveUnsigned(context: CommandContext, connection: LostConnection, deps: PairingDeps): void {
  const { peer } = connection
  onCommand(context, 'state', unsignedMessage, async () => {
    if (!connection.page) return refusal('proof_invalid')
    return pageState(deps, connection.page.pairingId, peer.connection)
  })
  onCommand(context, 'pin', pinMessage, async ({ id, name }) => {
    if (!connection.page) return refusal('proof_invalid')
    return typeName(deps, connection.page.pairingId, id, name, peer)
  })
  onCommand(context, 'cancel', cancelMessage, async ({ id, report, notMine }) => {
    if (!connection.page) return refusal('proof_invalid')
    const cause = notMine ? 'not-my-account' : report ? 'reported' : 'cancelled'
    return cancel(deps, connection.page.pairingId, id, cause)
  })
}

async function pageOf(deps: PairingDeps, pairingId: PairingId): Promise<ProvenPage | null> {
  const pageKey = await pageKeyOf(deps, pairingId)
  return pageKey && { pageKey, pairingId }
}

/** A connection that already is a page is shown it as it stands, and no other. */
function again(
  deps: PairingDeps,
  { page, peer }: LostConnection,
  pairingId: PairingId,
): Promise<Answer<object>> | Answer<object> {
  if (page?.pairingId !== pairingId) return refusal('not_now')
  return pageState(deps, pairingId, peer.connection)
}

/** From now on this connection hears of this pairing and no other. */
async function own(
  socket: Socket,
  connection: LostConnection,
  page: ProvenPage,
  deps: PairingDeps,
): Promise<void> {
  connection.page = page
  // It dropped while the page was taken over: nobody has written that down.
  if (!socket.connected) return leave(deps, connection) // [P68]
  await hearOne(socket, page.pairingId)
}
