import { StartError } from '../errors/start-error.ts'

/** People get sentences. What nobody foresaw comes with its stack, for it has to be found in the code. */
export function complaintAbout(error: unknown): string {
  if (error instanceof StartError) return error.message
  return `Rekey stopped because of an error it did not expect. Please report it with these lines:\n${stackOf(error)}`
}

/** Not the error's other fields, for a driver's can hold rows and parameters. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const stack = error.stack ?? error.message
  return error.cause === undefined ? stack : `${stack}\nCaused by: ${stackOf(error.cause)}`
}
