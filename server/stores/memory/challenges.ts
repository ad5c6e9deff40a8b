import type { SessionId } from '../../../shared/ids.ts'
import { MOST_OFFERS } from '../../passkeys/caps.ts'
import type { Ceremony, ChallengeStore, StoredChallenge } from '../../passkeys/challenge-store.ts'
import type { Counted } from './expiring-map.ts'

/** Of each ceremony. One more throws out the oldest: if it were refused, a flood would keep everybody out. */
const MOST_OF_EACH = 100_000

interface Lasting {
  readonly challenges: ChallengeStore
  /** The database's clock: when a step-up began is compared with times in SQL. */
  readonly now: () => Promise<number>
}

type Held = Map<string, StoredChallenge>

/**
 * Challenges in the memory of a single process. A restart loses them, and people begin again. Invites are waited for
 * for days, and another process makes them: they stay in SQL.
 */
export function memoryChallenges(
  { challenges: lasting, now }: Lasting,
  most = MOST_OF_EACH,
): ChallengeStore & Counted {
  const kinds = new Map<Ceremony, Held>()
  const bySession = new Map<SessionId, readonly StoredChallenge[]>()

  function kindOf(ceremony: Ceremony): Held {
    const held = kinds.get(ceremony) ?? new Map<string, StoredChallenge>()
    kinds.set(ceremony, held)
    return held
  }

  function hold(challenge: StoredChallenge, at: number): void {
    const { id, sessionId } = challenge
    const held = kindOf(challenge.ceremony)
    held.set(id, challenge)
    if (sessionId) {
      const all = [...(bySession.get(sessionId) ?? []), challenge]
      bySession.set(sessionId, all)
      if (all.length > MOST_OFFERS) release(all[0]) // [S143]
    }
    // One kind has one length of life, so what was put first ends first.
    for (const first of held.values()) {
      if (first.expiresAt > at && held.size <= most) break
      release(first) // [K188]
    }
  }

  function release(challenge: StoredChallenge | undefined): boolean {
    if (!challenge || !kindOf(challenge.ceremony).delete(challenge.id)) return false
    const { sessionId } = challenge
    if (!sessionId) return true
    const left = bySession.get(sessionId)?.filter(({ id }) => id !== challenge.id) ?? []
    if (left.length > 0) bySession.set(sessionId, left)
    else bySession.delete(sessionId)
    return true
  }

  function find(id: string): StoredChallenge | undefined {
    for (const held of kinds.values()) {
      const found = held.get(id)
      if (found) return found
    }
    return undefined
  }

  return {
    held: () => ({
      challenges: [...kinds.values()].reduce((sum, { size }) => sum + size, 0),
      'sessions with challenges': bySession.size,
    }),
    async put(challenge, ttlMs) {
      if (challenge.ceremony === 'invite') return lasting.put(challenge, ttlMs) // [K189]
      const at = await now()
      hold({ ...challenge, createdAt: at, expiresAt: at + ttlMs }, at)
    },
    async take(id) {
      if (!find(id)) return lasting.take(id)
      const at = await now()
      // Nothing is awaited from here on: of two that come at once, one gets it.
      const found = find(id)
      return found && release(found) && found.expiresAt > at ? found : null
    },
    async find(id) {
      const found = find(id)
      if (!found) return lasting.find(id)
      return found.expiresAt > (await now()) ? found : null
    },
  }
}
