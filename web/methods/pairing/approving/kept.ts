import type { ClaimId } from '../../../../shared/ids.ts'

/** What the server gave for a code: with it, the code can still be claimed after signing in. */
export interface Receipt {
  readonly text: string
  /** `Date.now()` from which on it is not valid. */
  readonly until: number
}

interface Kept {
  readonly receipt: Receipt | null
  readonly claimId: ClaimId | null
}

const KEY = 'rekey.approve'
const NOTHING: Kept = { receipt: null, claimId: null }

/** Keeps what this tab needs after a reload. It is useless in another browser. */
export function keep(kept: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // No storage: then a reload starts from the beginning.
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
