import { StoreAway } from '../../errors/store-away.ts'
import { reasonOf } from './reason.ts'

/**
 * Turns every failure of Redis (gone, too slow, read-only, out of memory) into StoreAway. The cause has only the
 * message, without what was sent: errors of the client have the arguments of the failed command in them.
 */
export async function ask<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    throw new StoreAway('redis', { cause: new Error(reasonOf(error)) })
  }
}
