import type { AccountPage, PasskeyRow } from '../../shared/api.ts'

/** Whether its owner removed it and it goes for good; one that a recovery replaced goes too, but was reported. */
export function isRemoved({ recoveries }: AccountPage, { id, setAside }: PasskeyRow): boolean {
  const replaced = recoveries.some(({ retired }) => retired?.id === id)
  return !replaced && (setAside?.leavesAt ?? null) !== null
}
