import type { AccountPage, PasskeyRow } from '../../shared/account-page.ts'

/**
 * Whether its owner removed it, so that it goes for good. One that a recovery replaced goes too, but it was lost, not
 * removed.
 */
export function isRemoved({ recoveries }: AccountPage, { id, setAside }: PasskeyRow): boolean {
  const replaced = recoveries.some(({ retired }) => retired?.id === id)
  return !replaced && (setAside?.leavesAt ?? null) !== null
}
