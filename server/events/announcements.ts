import type { Careful } from '../warnings/careful.ts'
import type { Announcer } from './announcer.ts'
import type { Announcement, Change, Relay } from './relay.ts'

type Listener = (ids: readonly string[]) => unknown

/** Announcements of this node and of others. */
export interface Announcements extends Announcer {
  /** Tells only the other nodes, when this node has shown the change already. */
  tellOthers(change: Change, id: string): void
  /** Calls `hear` with the ids of what changed, on this node or another. What `hear` throws becomes a warning. */
  listen(change: Change, hear: Listener): void
}

/**
 * Listeners of this node hear an announcement at once. Other nodes get everything that was announced in one turn of the
 * event loop in one message. Without a relay there are no other nodes.
 */
export function createAnnouncements(relay: Relay | null, careful: Careful): Announcements {
  const listeners = new Map<Change, Listener[]>()
  const outbox = new Map<Change, Set<string>>()

  function carryOut({ change, ids }: Announcement): void {
    for (const hear of listeners.get(change) ?? []) hear(ids)
  }

  const send = careful('telling other nodes', () => {
    const announcements = [...outbox].map(([change, ids]) => ({ change, ids: [...ids] }))
    outbox.clear()
    relay?.send(announcements)
  })

  function tellOthers(change: Change, ids: readonly string[]): void {
    if (!relay || ids.length === 0) return
    if (outbox.size === 0) setImmediate(send)
    const known = outbox.get(change) ?? new Set()
    for (const id of ids) known.add(id)
    outbox.set(change, known)
  }

  function say(change: Change, ids: readonly string[]): void {
    if (ids.length > 0) carryOut({ change, ids })
    tellOthers(change, ids)
  }

  relay?.hear((announcements) => announcements.forEach(carryOut))
  return {
    accountChanged: (id) => say('account-changed', [id]),
    sessionsEnded: (ids) => say('sessions-ended', ids),
    tellOthers: (change, id) => tellOthers(change, [id]),
    listen(change, hear) {
      listeners.set(change, [...(listeners.get(change) ?? []), careful(`hearing of ${change}`, hear)])
    },
  }
}
