import { StoreAway } from '../../ports/store-away.ts'
import { reasonOf } from './reason.ts'

/**
 * Turns every failure of Redis (gone, too slow, read-only, out of memory) into StoreAway. Only the message
 * is kept as the cause, without what was sent: the client's errors carry the arguments of the failed command.
 */
export async function ask<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    throw new StoreAway('redis', { cause: new Error(reasonOf(error)) })
  }
}
