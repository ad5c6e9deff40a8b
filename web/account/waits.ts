import type { AccountPage, PasskeyRow } from '../../shared/account-page.ts'

/** Why a passkey doesn't remove itself or report itself stolen now: the last one that it called lost or stolen. */
export interface Waits {
  readonly name: string
  readonly until: number
  /** The page shows how to keep that one. */
  readonly canKeep: boolean
  /** Another passkey may remove it meanwhile. */
  readonly othersMay: boolean
}

/** What a passkey waits for before it may go by itself. Null if nothing. */
export function waitsOf(page: AccountPage, passkey: PasskeyRow): Waits | null {
  const last = passkey.retires.at(-1)
  if (!last) return null
  const outweighs = page.recoveries.some(({ added, outweighs }) => added.id === passkey.id && outweighs)
  return {
    name: last.target.name,
    until: last.dueAt,
    canKeep: page.scheduled.some(({ target, by }) => target.id === last.target.id && by.id === passkey.id),
    othersMay: !outweighs && page.passkeys.some((other) => mayReport(other, passkey)),
  }
}

/** Whether one is another working passkey that is not too new to stop this one. */
export function mayReport(
  { id, status, probationUntil, youngUntil, createdAt, calledOut }: PasskeyRow,
  stopped: PasskeyRow,
): boolean {
  if (id === stopped.id || status !== 'active' || probationUntil !== null || calledOut) return false
  return youngUntil === null || createdAt < stopped.createdAt
}
