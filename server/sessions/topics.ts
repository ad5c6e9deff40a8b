import type { SessionId } from '../../shared/ids.ts'

/** The topic of all sockets of a session. */
export const sessionTopic = (id: SessionId) => `session:${id}`
