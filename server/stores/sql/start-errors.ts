/** The database cannot be used. The message is a sentence for whoever runs the server. */
export class CannotOpenSql extends Error {
  constructor(place: string, cause: unknown) {
    super(`${place} cannot be used: ${reasonOf(cause)}.`, { cause })
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
export class WrongRpId extends Error {
  constructor(place: string, stored: string, asked: string) {
    super(
      `${place} was made for RP_ID "${stored}", but RP_ID is "${asked}". Passkeys work for the RP ID that ` +
        `they were made for and no other: set RP_ID=${stored}, or use another database.`,
    )
    this.name = 'WrongRpId'
  }
}

/** A newer version of Rekey has migrated the database; this one would not understand it. */
export class NewerDatabase extends Error {
  constructor(place: string, found: number, known: number) {
    super(
      `${place} has schema ${found}, but this version of Rekey knows up to ${known}. ` +
        'Start the version that migrated it, or a newer one.',
    )
    this.name = 'NewerDatabase'
  }
}
