import type { RecoveryMethodId } from '../../../shared/recovery.ts'

/** What the list of steps says of each kind of proof. */
interface ProofWords {
  readonly done: string
  /** What is asked for after the waiting time. */
  readonly again: string
}

export const proofWords: Readonly<Record<RecoveryMethodId, ProofWords>> = {
  pairing: { done: 'Approved on another device', again: 'Approve once more on another device' },
  'backup-code': { done: 'Backup code accepted', again: 'Enter another of your backup codes' },
  email: { done: 'Mailed code accepted', again: 'Get a new code by e-mail and type it in' },
  assisted: { done: 'Help accepted', again: 'Ask for help once more' },
  contact: { done: 'A contact vouched for you', again: 'Ask a contact once more to vouch for you' },
}

/** The same after the code of a case that was mailed: the page of the case is not where codes by e-mail are typed. */
export const againAfterCase = 'Show once more that it’s you: with a code by e-mail, or with another case'
