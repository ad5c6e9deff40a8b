import type { CredentialId } from '../../../../shared/ids.ts'
import { answersFor, mayDo } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Queries } from '../database.ts'
import { find } from './actor.ts'

export interface Aside {
  readonly on: CredentialId
  readonly by: CredentialId
  /** Milliseconds until it goes for good; null when it does not by itself. */
  readonly leavesMs: number | null
}

/**
 * Suspends a passkey of an account that is held, unless no other active one past its probation would be left:
 * then nobody could approve, add or undo anything. One that is suspended already stays so, and the older of
 * the two answers for it.
 */
export async function setAside(
  tx: Queries,
  held: readonly Credential[],
  { on, by, leavesMs }: Aside,
): Promise<'set-aside' | 'last' | 'not-there'> {
  const target = find(held, on)
  if (target?.status !== 'active' && target?.status !== 'suspended') return 'not-there'
  if (target.status === 'active' && !anotherStays(held, on)) return 'last'
  const mark = { by: doerOf(held, by, target), leavesMs }
  const moved = await moveCredential(tx, target.accountId, on, [target.status], 'suspended', mark)
  return moved ? 'set-aside' : 'not-there'
}

/** The same for the passkey of an arrival that is undone: it was stopped already, so none is left by it. */
export async function setAsideUndone(
  tx: Queries,
  held: readonly Credential[],
  { on, by, leavesMs }: Aside,
): Promise<void> {
  const target = find(held, on)
  if (!target) return
  const mark = { by: doerOf(held, by, target), leavesMs }
  await moveCredential(tx, target.accountId, on, ['frozen', 'active', 'suspended'], 'suspended', mark)
}

/** Of one that is suspended already, the older of the two answers for it. */
function doerOf(held: readonly Credential[], by: CredentialId, { suspendedBy }: Credential): CredentialId {
  const actor = find(held, by)
  return actor ? answersFor(actor, find(held, suspendedBy)).id : by
}

/** One on probation does not count: until it ends, nobody could add, undo or approve anything. */
function anotherStays(held: readonly Credential[], id: CredentialId): boolean {
  return held.some((other) => other.id !== id && mayDo(other, 'step-up') === true)
}
