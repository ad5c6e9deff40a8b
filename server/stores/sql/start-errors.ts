import { StartError } from '../../config/start-error.ts'
import type { SqlDialect } from './dialect.ts'

/** The database cannot be used. The message is a sentence for whoever runs the server. */
export class CannotOpenSql extends StartError {
  constructor(place: string, cause: unknown, advice = '') {
    super(`${place} cannot be used: ${reasonOf(cause)}.${advice && ` ${advice}`}`, { cause })
    this.name = 'CannotOpenSql'
  }
}

/** The innermost cause says it best; a refused connection to several addresses has a code but no message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause) return reasonOf(error.cause)
  return error.message || String((error as NodeJS.ErrnoException).code ?? error.name)
}

/** The database belongs to another relying party, whose passkeys would all be refused here. */
export class WrongRpId extends StartError {
  constructor(place: string, stored: string, asked: string) {
    super(
      `${place} was made for RP_ID "${stored}", but RP_ID is "${asked}". Passkeys work for the RP ID that ` +
        `they were made for and no other: set RP_ID=${stored}, or use another database.`,
    )
    this.name = 'WrongRpId'
  }
}

/** A newer version of Rekey has migrated the database; this one would not understand it. */
export class NewerDatabase extends StartError {
  constructor(place: string, found: number, known: number) {
    super(
      `${place} has schema ${found}, but this version of Rekey knows up to ${known}. ` +
        'Start the version that migrated it, or a newer one.',
    )
    this.name = 'NewerDatabase'
  }
}

/** Why this database stopped the start, in a sentence. */
export function startProblem({ place, advice }: SqlDialect, error: unknown): StartError {
  return error instanceof StartError ? error : new CannotOpenSql(place, error, advice)
}
