import { StartError } from '../../errors/start-error.ts'
import type { SqlDialect } from './dialect.ts'
import type { Problem } from './problem.ts'

/** The database cannot be used. The message is a sentence for whoever runs the server. */
export class CannotOpenSql extends StartError {
  constructor(place: string, { reason, mend }: Problem, options?: ErrorOptions) {
    super(`${place} cannot be used: ${reason}. ${mend}`, options)
    this.name = 'CannotOpenSql'
  }
}

/** The innermost cause, which is the most exact one. A refused connection to several addresses has only a code. */
export function innermost(error: unknown): NodeJS.ErrnoException {
  if (!(error instanceof Error)) return new Error(String(error))
  return error.cause ? innermost(error.cause) : error
}

/** The database belongs to another relying party. All its passkeys would be refused here. */
export class WrongRpId extends StartError {
  constructor({ place, otherPlace }: SqlDialect, stored: string, asked: string) {
    super(
      `${place} was made for RP_ID "${stored}", but RP_ID is "${asked}". Passkeys work for the RP ID that ` +
        `they were made for and no other: set RP_ID=${stored}, or keep the two sites apart. ${otherPlace}`,
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
export function startProblem({ place, problemOf }: SqlDialect, error: unknown): StartError {
  return error instanceof StartError ? error : new CannotOpenSql(place, problemOf(error), { cause: error })
}
