/** The relying party (WebAuthn Level 3, section 5.4.2). One for each deployment; `id` never changes. */
export interface RelyingParty {
  /** A host name. The host of every origin equals it or ends in it. */
  readonly id: string
  readonly name: string
  /** The origin of PUBLIC_URL, where our pages are. */
  readonly home: string
  /** The exact origins that people may sign in from, including `home`; see origin-rights.ts. */
  readonly origins: readonly string[]
}

/**
 * EdDSA, ES256, RS256 as COSE numbers. They are fixed, because the package's default grows with the runtime: a newer
 * kind of key that was made on one node might not be verifiable on an older one, and its owner would be locked out.
 */
export const ALGORITHMS: readonly number[] = [-8, -7, -257]

/** How long a browser keeps a ceremony open, and how long its challenge is kept. Milliseconds. */
export const CEREMONY_MS = 5 * 60_000
