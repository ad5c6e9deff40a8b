import type { PairingId } from '../../../../shared/ids.ts'
import type { Lines } from '../../../requests/channel.ts'
import type { Lifetimes } from '../lifetimes.ts'
import { claimOf } from '../machine.ts'
import type { PairingStore, Seen } from '../pairing-store.ts'
import type { PairingSecrets } from '../secrets.ts'
import { approvingView, requestingView } from '../views.ts'
import { APPROVING, type ApprovingLine } from './approving-channel.ts'
import { REQUESTING } from './requesting-channel.ts'
import type { RequestingLine } from './requesting-line.ts'
import { pairingTopic } from './topics.ts'

interface ViewDeps {
  readonly lives: Lifetimes
  readonly secrets: PairingSecrets
}

/** The connections of this node that wait for a pairing: pages, and devices that hold or held it. */
function waitingFor(lines: Lines, id: PairingId) {
  const topic = pairingTopic(id)
  return {
    pages: lines.of<RequestingLine>(REQUESTING, topic),
    devices: lines.of<ApprovingLine>(APPROVING, topic),
  }
}

/** Sends each side on this node its own view of a pairing. A page whose connection was replaced is closed. */
export function showPairing(lines: Lines, deps: ViewDeps, { pairing, now }: Seen): void {
  const { pages, devices } = waitingFor(lines, pairing.id)
  for (const { context, line, shown } of pages) {
    if (context.connection === pairing.connection) {
      shown.offer(requestingView(pairing, now, deps))
    } else {
      line.emit('bye', 'superseded')
      line.close() // [P47]
    }
  }
  const held = claimOf(pairing)
  for (const { claimId, sessionId, line, shown } of devices) {
    const view = held?.id === claimId && held?.sessionId === sessionId && approvingView(pairing, now, deps)
    if (view) shown.offer(view)
    // A device whose claim is over is told only that, because another account may hold the pairing by now.
    else if (claimId) line.emit('over', claimId) // [P48]
  }
}

/**
 * The same after a change on another node, of which only the id is known. The record is read if anybody here waits
 * for it.
 */
export async function showChange(
  lines: Lines,
  deps: ViewDeps & { readonly pairings: Pick<PairingStore, 'load'> },
  id: PairingId,
): Promise<void> {
  const { pages, devices } = waitingFor(lines, id)
  if (pages.length + devices.length === 0) return
  const { pairing, now } = await deps.pairings.load(id)
  if (pairing) showPairing(lines, deps, { pairing, now })
}
