import type { ErrorCode } from '../../../shared/errors.ts'
import { isOlder, mayDo, type Standing } from '../../passkeys/authority.ts'
import type { Credential } from '../../passkeys/credential.ts'

/** An agreement, with times by the database's clock. */
export interface Agreement {
  readonly agreedAt: number
  /** Since when it counts; null as long as it doesn't. */
  readonly countsSince: number | null
  /** When it ends, if its owner scheduled that. */
  readonly endsAt: number | null
}

/** What surrounds a contact who wants to vouch. */
interface Around {
  readonly now: number
  /** Somebody got back into the account of the contact by a recovery that can still be undone. */
  readonly recovered: boolean
}

/** Whether a contact may vouch with this passkey, or why not. This is decided nowhere else. */
export function mayVouch(
  { agreedAt, countsSince, endsAt }: Agreement,
  passkey: Standing & Pick<Credential, 'createdAt'>,
  { now, recovered }: Around,
): true | ErrorCode {
  if (endsAt !== null && endsAt <= now) return 'code_invalid' // [F4]
  if (countsSince === null) return 'contact_waits' // [F3]
  if (recovered) return 'contact_recovered' // [F7]
  const may = mayDo(passkey, 'approve')
  if (may !== true) return may // [F5]
  if (!isOlder(passkey, { createdAt: agreedAt })) return 'too_new' // [F6]
  return true
}
