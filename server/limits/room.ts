import { MOST_CONNECTIONS, RESERVED_FILES, SOCKETS_OF_CONNECTIONS } from './numbers.ts'

/** What a node holds at most. */
export interface Room {
  /** All that is open to it, sockets among them. */
  readonly connections: number
  readonly sockets: number
}

/** The room within what the process may have open; some of that is for files, stores and the like. */
export function roomWithin(openFiles: number): Room {
  const connections = Math.max(FEWEST, Math.min(MOST_CONNECTIONS, openFiles - RESERVED_FILES))
  return { connections, sockets: Math.floor(connections * SOCKETS_OF_CONNECTIONS) }
}

/** With less nothing works at all, so that it fails as it fails. */
const FEWEST = 16

/** What to say where that is less than a node could hold, or null. */
export function roomWarning(openFiles: number): string | null {
  const { connections, sockets } = roomWithin(openFiles)
  if (connections === MOST_CONNECTIONS) return null
  return (
    `This process can open only ${openFiles} files, so it can hold ${sockets} sockets and ${connections} ` +
    `connections. To let it hold more, raise the limit (ulimit -n) to ${MOST_CONNECTIONS + RESERVED_FILES}.`
  )
}
