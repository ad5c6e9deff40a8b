import type { ComponentType } from 'preact'
import type { RecoveryMethodId } from '../../shared/recovery.ts'
import type { SlowRecoveryPage } from './slow-recovery-page.ts'

export interface ProofFormProps {
  readonly page: SlowRecoveryPage
  /** The account of the recovery that this browser keeps. Null if there is none yet. */
  readonly name: string | null
}

/** How the page of a method takes its proof. All the rest is the same for every method. */
export interface SlowMethod {
  readonly id: RecoveryMethodId
  /** The page while this browser keeps no recovery. */
  readonly heading: string
  readonly intro: string
  /** Said below the form at the beginning: what will be needed later. Null if its proof is enough at once. */
  readonly later: string | null
  /** Takes the proof and says why it was not taken: the first time, as a second way, and again after the waiting time. */
  readonly Form: ComponentType<ProofFormProps>
}
