/** Whom a passkey is for (WebAuthn Level 3, section 5.4.2). One per deployment; `id` never changes. */
export interface RelyingParty {
  /** A host name; every origin's host equals it or ends in it. */
  readonly id: string
  readonly name: string
  /** The origin of PUBLIC_URL, where our pages are. */
  readonly home: string
  /** Exact origins that people may sign in from, `home` among them; see origin-rights.ts. */
  readonly origins: readonly string[]
}

/**
 * EdDSA, ES256, RS256 as COSE numbers. Pinned, because the package's default grows with the runtime: a key
 * of a newer kind made on one node could then not be verified on an older one, and its owner is locked out.
 */
export const ALGORITHMS: readonly number[] = [-8, -7, -257]

/** How long a browser lets a ceremony stand, and how long its challenge is kept. Milliseconds. */
export const CEREMONY_MS = 5 * 60_000
