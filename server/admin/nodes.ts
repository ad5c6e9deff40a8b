/** What a node says of itself. */
export interface NodeWord {
  /** Drawn at its start. */
  readonly id: string
  /** The name of its machine. */
  readonly host: string
  readonly version: string
  readonly upMs: number
  /** Whether the database answers it. */
  readonly sql: boolean
}

export interface NodeRow extends NodeWord {
  /** How long ago it said so. */
  readonly agoMs: number
}

/** A node that has said nothing for so long is forgotten. Milliseconds. */
export const NODE_KEPT_MS = 10 * 60_000
export const MOST_NODES = 200

/** The processes of the deployment. Throws StoreAway. */
export interface Nodes {
  /** Full of others, a new one is left out. */
  beat(word: NodeWord): Promise<void>
  /** It ends as it should. */
  leave(id: string): Promise<void>
  /** Who has run longest comes first. */
  list(): Promise<readonly NodeRow[]>
}
