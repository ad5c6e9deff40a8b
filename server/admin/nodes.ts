/** What a node reports about itself. */
export interface NodeWord {
  /** Random, chosen at its start. */
  readonly id: string
  /** The name of its machine. */
  readonly host: string
  readonly version: string
  readonly upMs: number
  /** Whether the database answered it. */
  readonly sql: boolean
}

export interface NodeRow extends NodeWord {
  /** How long ago it reported. */
  readonly agoMs: number
}

/** A node that has not reported for this long is forgotten. Milliseconds. */
export const NODE_KEPT_MS = 10 * 60_000
export const MOST_NODES = 200

/** The processes of the deployment. Throws StoreAway. */
export interface Nodes {
  /** Stores a report. If the list is full of others, a new node is left out. */
  beat(word: NodeWord): Promise<void>
  /** The node ends regularly. */
  leave(id: string): Promise<void>
  /** The node that has run longest comes first. */
  list(): Promise<readonly NodeRow[]>
}
