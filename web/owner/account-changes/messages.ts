import type { AccountChangeRows } from '../../../shared/account-changes.ts'
import { formatMoment, formatWhen } from '../../messages/moments.ts'

type Renamed = NonNullable<AccountChangeRows['renamed']>
type Deletion = NonNullable<AccountChangeRows['deletion']>

/** Words of what about the account itself can be taken back. */
export const accountChanges = {
  deletionTitle: ({ dueAt, isLate }: Pick<Deletion, 'dueAt' | 'isLate'>) =>
    isLate
      ? 'This account will be deleted as soon as nobody is recovering it'
      : `This account will be deleted ${formatWhen(dueAt)}`,
  deletion: ({ by, askedAt }: Deletion) =>
    `It was asked for ${formatWhen(askedAt)} with the passkey “${by.name}”. Until then everything works. After that it’s gone for good, with its passkeys, backup codes and e-mail addresses.`,
  mayKeep: (by: string) => `“${by}” or any passkey older than it can cancel this.`,
  keep: 'Keep this account',
  kept: 'The account stays. It won’t be deleted.',
  renamedTitle: 'This account was renamed',
  renamed: ({ from, by, at }: Renamed) =>
    `It was called “${from}”. “${by.name}” changed that ${formatWhen(at)}.`,
  backUntil: ({ by, backUntil }: Renamed) =>
    `Until ${formatMoment(backUntil)}, “${by.name}” or any older passkey can take the old name back. Nobody else can have it until then.`,
  restore: 'Take the old name back',
  restored: (name: string) => `The account is called “${name}” again.`,
}
