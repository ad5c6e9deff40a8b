import type { SessionId } from '../../shared/ids.ts'

/** What every socket of a session is found under. */
export const sessionTopic = (id: SessionId) => `session:${id}`
