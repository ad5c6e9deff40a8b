import { MOST_CONNECTIONS, RESERVED_FILES, SOCKETS_OF_CONNECTIONS } from './numbers.ts'

/** The most that a node holds. */
export interface Room {
  /** All connections, including sockets. */
  readonly connections: number
  readonly sockets: number
}

/** The room within the files that the process may open. Some are kept for files, stores and the like. */
export function roomWithin(openFiles: number): Room {
  const connections = Math.max(FEWEST, Math.min(MOST_CONNECTIONS, openFiles - RESERVED_FILES))
  return { connections, sockets: Math.floor(connections * SOCKETS_OF_CONNECTIONS) }
}

/** With less, nothing works at all, so the minimum is not lowered further. */
const FEWEST = 16

/** The warning if that is less than a node could hold, or null. */
export function roomWarning(openFiles: number): string | null {
  const { connections, sockets } = roomWithin(openFiles)
  if (connections === MOST_CONNECTIONS) return null
  return (
    `This process can open only ${openFiles} files, so it can hold ${sockets} sockets and ${connections} ` +
    `connections. To let it hold more, raise the limit (ulimit -n) to ${MOST_CONNECTIONS + RESERVED_FILES}.`
  )
}
