import type { Server } from 'socket.io'
import type { AccountId, PairingId, SessionId } from '../../shared/ids.ts'
import type { PairingDeps } from '../pairing/deps.ts'
import { claimOf, type Pairing } from '../pairing/machine.ts'
import { approvingView, requestingView } from '../pairing/views.ts'
import type { Announcer } from '../ports/announcer.ts'
import type { Announcement, Relay } from '../ports/relay.ts'
import type { Careful } from '../warnings/careful.ts'
import type { SignedInSocket } from './approve.ts'
import { accountRoom, pairingRoom, sessionRoom } from './rooms.ts'

/**
 * Announcements, of this node or another, reach the sockets that are here, and ids go to the other nodes, if there
 * can be any.
 */
export function createAnnouncer(io: Server, relay: Relay | null, careful: Careful): Announcer {
  const carryOut = careful('announcing', ({ change, ids }: Announcement) => {
    for (const listener of io.listeners(change)) listener(ids)
  })
  const say = (change: Announcement['change'], ...ids: readonly string[]) => {
    if (ids.length === 0) return
    carryOut({ change, ids })
    relay?.send({ change, ids })
  }
  relay?.hear(carryOut)
  return {
    pairingChanged: (id) => say('pairing-changed', id),
    accountChanged: (id) => say('account-changed', id),
    sessionsEnded: (ids) => say('sessions-ended', ...ids),
  }
}

/** Namespaces of signed-in devices: news of the account and of the session go to both. */
const SIGNED_IN = ['/approve', '/account']

type ViewDeps = Pick<PairingDeps, 'pairings' | 'lives' | 'secrets' | 'log'>

/** Carries announcements, from this node or another, to the sockets of this node. */
export function hearAnnouncements(io: Server, deps: ViewDeps, careful: Careful): void {
  const showChange = (id: PairingId) =>
    showPairing(io, deps, id).catch((err: unknown) =>
      deps.log.warn({ err }, 'A change of a pairing was not shown.'),
    )
  const tellAccount = (id: AccountId) => {
    for (const name of SIGNED_IN) io.of(name).local.to(accountRoom(id)).emit('changed')
  }
  io.on(
    'pairing-changed',
    careful('hearing of a pairing', (ids: readonly PairingId[]) => Promise.all(ids.map(showChange))),
  )
  io.on(
    'account-changed',
    careful('hearing of an account', (ids: readonly AccountId[]) => ids.forEach(tellAccount)),
  )
  io.on(
    'sessions-ended',
    careful('hearing of ended sessions', (ids: readonly SessionId[]) => closeSessions(io, ids)),
  )
}

/** The console closes with its session too; it hears nothing of the account. */
const OF_SESSIONS = [...SIGNED_IN, '/admin']

/** Sockets of ended sessions hear why and are closed. */
export function closeSessions(io: Server, ids: readonly SessionId[]): void {
  for (const name of OF_SESSIONS) {
    for (const id of ids) {
      const room = io.of(name).local.to(sessionRoom(id))
      room.emit('bye', 'session-ended')
      room.disconnectSockets(true)
    }
  }
}

/** Reads the pairing once and shows each side its own view of it; a superseded page is closed. */
async function showPairing(io: Server, deps: ViewDeps, id: PairingId): Promise<void> {
  const room = pairingRoom(id)
  const [pages, claimants] = await Promise.all([
    io.of('/lost').local.in(room).fetchSockets(),
    io.of('/approve').local.in(room).fetchSockets(),
  ])
  if (pages.length + claimants.length === 0) return
  const { pairing, now } = await deps.pairings.load(id)
  if (!pairing) return
  for (const page of pages) {
    if (page.data.connection === pairing.connection) page.emit('pairing', requestingView(pairing, now, deps))
    else page.emit('bye', 'superseded') && page.disconnect(true) // [P47]
  }
  for (const claimant of claimants) tellClaimant(claimant, pairing, now, deps)
}

interface Claimant {
  readonly data: SignedInSocket
  emit(event: string, what: unknown): boolean
}

/** Whose claim is over hears only that: by now the pairing may be held by another account. */
function tellClaimant(claimant: Claimant, pairing: Pairing, now: number, deps: ViewDeps): boolean {
  const { sessionId, claimId } = claimant.data
  const held = claimOf(pairing)
  if (held?.id !== claimId || held?.sessionId !== sessionId) return claimant.emit('over', claimId) // [P48]
  return claimant.emit('claim', approvingView(pairing, now, deps))
}
