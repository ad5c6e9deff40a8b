import type { Proving, SlowLedger, Surrounded } from '../../server/recovery/slow/slow-ledger.ts'

/** Adds a proof on a page that keeps nothing, so that no account is another one. */
export async function proveOnPage(
  ledger: Pick<SlowLedger, 'addProof'>,
  proving: Omit<Proving, 'keeps'>,
): Promise<Surrounded | 'void'> {
  const added = await ledger.addProof({ ...proving, keeps: null })
  if (added === 'other-account') throw new Error('It is refused for what its page does not keep.')
  return added
}
