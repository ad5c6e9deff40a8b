import { createHash, randomBytes } from 'node:crypto'
import type { ChallengeStore, StoredChallenge } from '../../passkeys/challenge-store.ts'

const INVITE_MS = 7 * 24 * 60 * 60_000

/** Invites, with each of which one person can create an account if SIGN_UP=invite. */
export interface Invites {
  /** Makes an invite: 128 random bits, base64url. It lasts 7 days and works once. */
  create(): Promise<string>
  isGood(invite: string): Promise<boolean>
  /** Spends an invite. Exactly one caller gets it; the others get null. */
  spend(invite: string): Promise<SpentInvite | null>
  /** Puts back an invite that was spent without effect. It does not last longer. */
  restore(spent: SpentInvite): Promise<void>
}

type SpentInvite = StoredChallenge & { readonly ceremony: 'invite' }

/** Invites are stored with the challenges, under a hash: someone who reads the database cannot sign up with one. */
export function createInvites(challenges: ChallengeStore): Invites {
  return {
    async create() {
      const invite = randomBytes(16).toString('base64url')
      const free = { challenge: '', sessionId: null, accountId: null, data: '' }
      await challenges.put({ id: idOf(invite), ceremony: 'invite', ...free }, INVITE_MS)
      return invite
    },
    isGood: async (invite) => isInvite(await challenges.find(idOf(invite))),
    async spend(invite) {
      const taken = await challenges.take(idOf(invite))
      return isInvite(taken) ? taken : null
    },
    restore: (spent) => challenges.putBack(spent), // [A80]
  }
}

function isInvite(found: StoredChallenge | null): found is SpentInvite {
  return found?.ceremony === 'invite'
}

function idOf(invite: string): string {
  return createHash('sha256').update(`rekey invite ${invite}`).digest().subarray(0, 16).toString('base64url')
}
