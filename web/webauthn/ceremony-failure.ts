/** How a passkey window can end without a passkey. */
export type CeremonyFailure =
  | 'cancelled'
  | 'timed-out'
  | 'not-supported'
  | 'no-verification'
  | 'known-already'
  | 'security'
  | 'attested'
  | 'failed'

export type Ceremony<Credential> =
  | { readonly ok: true; readonly credential: Credential }
  | { readonly ok: false; readonly failure: CeremonyFailure }

const FAILURES: Readonly<Record<string, CeremonyFailure>> = {
  NotAllowedError: 'cancelled',
  AbortError: 'cancelled',
  NotSupportedError: 'not-supported',
  ConstraintError: 'no-verification',
  InvalidStateError: 'known-already',
  SecurityError: 'security',
}

/** Runs one ceremony and names its failure. */
export async function runCeremony<Credential>(
  timeoutMs: number | undefined,
  start: () => Promise<Credential>,
): Promise<Ceremony<Credential>> {
  if (!globalThis.PublicKeyCredential) return { ok: false, failure: 'not-supported' }
  const began = Date.now()
  try {
    return { ok: true, credential: await start() }
  } catch (error) {
    const failure = (error instanceof Error && FAILURES[error.name]) || 'failed'
    // Browsers give one name to "closed" and to "ran out", so that sites cannot tell; the clock can.
    const ranOut = failure === 'cancelled' && Date.now() - began >= (timeoutMs ?? Infinity) - 500
    return { ok: false, failure: ranOut ? 'timed-out' : failure }
  }
}
