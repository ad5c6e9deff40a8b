import { createHash, randomBytes } from 'node:crypto'
import type { ChallengeStore } from '../ports/challenge-store.ts'

const INVITE_MS = 7 * 24 * 60 * 60_000

/** Links with which one person each can create an account, where SIGN_UP=invite. */
export interface Invites {
  /** A new invite: 128 random bits, base64url; it lasts 7 days and works once. */
  create(): Promise<string>
  isGood(invite: string): Promise<boolean>
  /** True for exactly one of those who spend it. */
  spend(invite: string): Promise<boolean>
  /** Puts back one that was spent in vain. */
  restore(invite: string): Promise<void>
}

/** Kept among the challenges, under a hash: whoever reads the database cannot sign up with it. */
export function createInvites(challenges: ChallengeStore): Invites {
  const put = (invite: string) =>
    challenges.put(
      { id: idOf(invite), ceremony: 'invite', challenge: '', sessionId: null, accountId: null, data: '' },
      INVITE_MS,
    )
  return {
    async create() {
      const invite = randomBytes(16).toString('base64url')
      await put(invite)
      return invite
    },
    isGood: async (invite) => (await challenges.find(idOf(invite)))?.ceremony === 'invite',
    spend: async (invite) => (await challenges.take(idOf(invite)))?.ceremony === 'invite',
    restore: put,
  }
}

function idOf(invite: string): string {
  return createHash('sha256').update(`rekey invite ${invite}`).digest().subarray(0, 16).toString('base64url')
}
