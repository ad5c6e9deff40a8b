import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import type { PageError } from '../wire/page-error.ts'

/** The site does not have this way back in, or no longer. */
export const notOffered: Words = {
  sentence: 'This site doesn’t help in this way.',
  next: 'Look at “Lost your passkey?” for what it offers.',
  leads: 'lost',
}

/** Why a way back in was refused. Where the site has switched it off, loading the page again would change nothing. */
export function refusedWords(error: PageError): Words {
  return error.code === 'not_found' ? notOffered : errorWords(error)
}

/** Where nobody knows whether a proof was taken: what to do, and `then`, how to find out. */
export function lostWords({ code }: PageError, then: string): string {
  const again = code === 'offline' ? 'Check your connection, then try again.' : 'Try again in a minute.'
  return `${errorWords({ code }).sentence} ${again} ${then}`
}
