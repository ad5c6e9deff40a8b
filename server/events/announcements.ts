import type { Careful } from '../warnings/careful.ts'
import type { Announcer } from './announcer.ts'
import type { Announcement, Relay } from './relay.ts'

/** Announcements of this node or another. */
export interface Announcements extends Announcer {
  /** Calls `hear` with the ids of what changed, on every node. */
  listen(change: Announcement['change'], hear: (ids: readonly string[]) => unknown): void
}

/** What is announced here is heard here at once, and the ids go to the other nodes, if there can be any. */
export function createAnnouncements(relay: Relay | null, careful: Careful): Announcements {
  const heard = new Map<Announcement['change'], ((ids: readonly string[]) => unknown)[]>()
  const carryOut = ({ change, ids }: Announcement) => {
    for (const hear of heard.get(change) ?? []) hear(ids)
  }
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
    listen(change, hear) {
      heard.set(change, [...(heard.get(change) ?? []), careful(`hearing of ${change}`, hear)])
    },
  }
}
