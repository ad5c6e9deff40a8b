import type { NamedPasskey, RecoveryRow } from '../../shared/account-page.ts'
import { formatWhen } from './moments.ts'

/** What is said of a passkey by the way it came to the account. */
export interface ArrivalWords {
  /** Titles of its banner: what happened, that it is frozen, and for the person who came back by it. */
  readonly done: string
  readonly frozen: string
  readonly own: string
  /** When, from where and by which passkey. */
  readonly happened: (row: RecoveryRow) => string
  /** To the person who came back by it, who cannot undo it. */
  readonly undoElsewhere: string
  /** Of a passkey that was stopped. */
  readonly stopped: (name: string) => string
  /** Behind the name of a passkey that another one brought. */
  readonly brought: (at: number) => string
}

/** The end of the sentence that says what happened. */
export function withPasskey(done: string, by: NamedPasskey | null): string {
  return by ? ` ${done} with “${by.name}”.` : ''
}

/** At the beginning of a sentence. */
export function when(at: number): string {
  const words = formatWhen(at)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
