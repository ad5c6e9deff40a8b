import { createHash, randomBytes } from 'node:crypto'
import type { ChallengeStore, InviteId } from '../../passkeys/challenge-store.ts'

const INVITE_MS = 7 * 24 * 60 * 60_000

/** Invites, with each of which one person can create an account if SIGN_UP=invite. An account spends it as it is made. */
export interface Invites {
  /** Makes an invite: 128 random bits, base64url. It lasts 7 days and works once. */
  create(): Promise<string>
  isGood(invite: string): Promise<boolean>
}

/** Invites are stored with the challenges, under a hash: someone who reads the database cannot sign up with one. */
export function createInvites(challenges: ChallengeStore): Invites {
  return {
    async create() {
      const invite = randomBytes(16).toString('base64url')
      const free = { challenge: '', sessionId: null, accountId: null, data: '' }
      await challenges.put({ id: inviteId(invite), ceremony: 'invite', ...free }, INVITE_MS)
      return invite
    },
    isGood: async (invite) => (await challenges.find(inviteId(invite)))?.ceremony === 'invite',
  }
}

/** Under what an invite is stored. */
export function inviteId(invite: string): InviteId {
  const hash = createHash('sha256').update(`rekey invite ${invite}`).digest()
  return hash.subarray(0, 16).toString('base64url') as InviteId
}
