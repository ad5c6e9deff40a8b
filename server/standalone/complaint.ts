import { StartError } from '../errors/start-error.ts'

/**
 * Expected errors become a sentence. An unexpected one comes with its stack, because it has to be found in the code.
 */
export function complaintAbout(error: unknown): string {
  if (error instanceof StartError) return error.message
  return `Rekey stopped because of an error it did not expect. Please report it with these lines:\n${stackOf(error)}`
}

/** Without the error's other fields: those of a driver can contain rows and parameters. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const stack = error.stack ?? error.message
  return error.cause === undefined ? stack : `${stack}\nCaused by: ${stackOf(error.cause)}`
}
