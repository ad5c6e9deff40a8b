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

/**
 * How much later than its timeout a ceremony may end, in milliseconds. Browsers are on time; some software in their
 * place never is.
 */
const GRACE_MS = 5_000

/**
 * Runs one ceremony and names its failure. It does not wait for one whose time is over, so that another can begin.
 */
export async function runCeremony<Credential>(
  timeoutMs: number | undefined,
  start: () => Promise<Credential>,
  graceMs = GRACE_MS,
): Promise<Ceremony<Credential>> {
  if (!globalThis.PublicKeyCredential) return { ok: false, failure: 'not-supported' }
  const began = Date.now()
  try {
    return { ok: true, credential: await withTime(start(), timeoutMs, graceMs) }
  } catch (error) {
    const failure = (error instanceof Error && FAILURES[error.name]) || 'failed'
    // Browsers use one name for "closed" and "timed out", so that sites cannot tell them apart. The clock can.
    const ranOut = failure === 'cancelled' && Date.now() - began >= (timeoutMs ?? Infinity) - 500
    return { ok: false, failure: ranOut ? 'timed-out' : failure }
  }
}

/** The error with which a browser ends a ceremony whose time is over. */
async function withTime<Credential>(
  ceremony: Promise<Credential>,
  timeoutMs: number | undefined,
  graceMs: number,
): Promise<Credential> {
  if (timeoutMs === undefined) return ceremony
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DOMException('It never ended.', 'NotAllowedError')),
      timeoutMs + graceMs,
    )
  })
  return Promise.race([ceremony, late]).finally(() => clearTimeout(timer))
}
