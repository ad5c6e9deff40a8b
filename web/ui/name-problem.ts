import type { PageError } from '../wire/page-error.ts'

/** In units of JavaScript: above every rule of names, which count characters, and below what one message carries. */
const MOST_UNITS = 1_000

/** Why a typed name is not worth sending: there is none, or it is a novel. Null where the server has to judge it. */
export function nameProblem(name: string): PageError | null {
  if (name.trim() === '') return { code: 'name_empty' }
  return name.length > MOST_UNITS ? { code: 'name_too_long' } : null
}
