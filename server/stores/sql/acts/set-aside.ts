import type { CredentialId } from '../../../../shared/ids.ts'
import { answersFor, mayDo } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Queries } from '../database.ts'
import { find } from './actor.ts'

interface Aside {
  readonly on: CredentialId
  readonly by: CredentialId
  /** Milliseconds until it is removed for good; null if that does not happen by itself. */
  readonly leavesMs: number | null
}

/**
 * Suspends a passkey of a held account, unless no other one would be left that may change something: then nobody could
 * approve, add or undo anything. A passkey that is suspended already stays so, and from then on the
 * older of the two that suspended it decides about it.
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

/** The same for the passkey of an undone arrival. It was stopped already, so it can't have been the last one. */
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

/** If it is suspended already, the older of the two that did that decides about it. */
function doerOf(held: readonly Credential[], by: CredentialId, { suspendedBy }: Credential): CredentialId {
  const actor = find(held, by)
  return actor ? answersFor(actor, find(held, suspendedBy)).id : by
}

/** One on probation does not count, nor one that was called lost or stolen: it can't add, undo or approve anything. */
function anotherStays(held: readonly Credential[], id: CredentialId): boolean {
  return held.some((other) => other.id !== id && mayDo(other, 'change') === true) // [S16]
}
