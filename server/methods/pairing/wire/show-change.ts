import type { PairingId } from '../../../../shared/ids.ts'
import type { Lines } from '../../../requests/channel.ts'
import type { PairingDeps } from '../deps.ts'
import { claimOf, type Pairing } from '../machine.ts'
import { approvingView, requestingView } from '../views.ts'
import { APPROVING, type ApprovingLine } from './approving-channel.ts'
import { REQUESTING } from './requesting-channel.ts'
import type { RequestingLine } from './requesting-line.ts'
import { pairingTopic } from './topics.ts'

type ViewDeps = Pick<PairingDeps, 'pairings' | 'lives' | 'secrets'>

/** Reads the pairing once and shows each side its own view of it; a superseded page is closed. */
export async function showChange(lines: Lines, deps: ViewDeps, id: PairingId): Promise<void> {
  const topic = pairingTopic(id)
  const pages = lines.of<RequestingLine>(REQUESTING, topic)
  const devices = lines.of<ApprovingLine>(APPROVING, topic)
  if (pages.length + devices.length === 0) return
  const { pairing, now } = await deps.pairings.load(id)
  if (!pairing) return
  for (const { context, line } of pages) {
    if (context.connection === pairing.connection) {
      line.emit('pairing', requestingView(pairing, now, deps))
    } else {
      line.emit('bye', 'superseded')
      line.close() // [P47]
    }
  }
  for (const device of devices) tellDevice(device, pairing, now, deps)
}

/** Whose claim is over hears only that: by now the pairing may be held by another account. */
function tellDevice(device: ApprovingLine, pairing: Pairing, now: number, deps: ViewDeps): void {
  const { claimId, sessionId, line } = device
  const held = claimOf(pairing)
  const view = held?.id === claimId && held?.sessionId === sessionId && approvingView(pairing, now, deps)
  if (view) line.emit('claim', view)
  else if (claimId) line.emit('over', claimId) // [P48]
}
