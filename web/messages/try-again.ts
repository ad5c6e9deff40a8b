/** Reads again what could not be read. */
export const tryAgain = 'Try again'
