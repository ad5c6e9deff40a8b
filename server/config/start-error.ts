/** A start that cannot go on for a reason that was foreseen. The message says what to do, so no stack is shown. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartError'
  }
}
