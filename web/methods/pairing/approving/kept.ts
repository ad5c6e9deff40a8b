import type { ClaimId } from '../../../../shared/ids.ts'

/** A look at a code, traded for the right to claim it after signing in. */
export interface Receipt {
  readonly text: string
  /** `Date.now()` from which on it is worth nothing. */
  readonly until: number
}

interface Kept {
  readonly receipt: Receipt | null
  readonly claimId: ClaimId | null
}

const KEY = 'rekey.approve'
const NOTHING: Kept = { receipt: null, claimId: null }

/** Keeps what a reload of this tab needs to go on. It is worth nothing in another browser. */
export function keep(kept: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // No storage: then a reload begins anew.
  }
}

/** What was kept in this tab. */
export function kept(): Kept {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null
    const fresh = found?.receipt && Date.now() < found.receipt.until ? found.receipt : null
    return { receipt: fresh, claimId: found?.claimId ?? null }
  } catch {
    return NOTHING
  }
}
