import { errorWords } from '../messages/errors.ts'
import type { PageError } from '../wire/page-error.ts'

/**
 * The longest text that is sent, in UTF-16 code units: above every rule for names, which count characters, and below
 * what one message can carry.
 */
const MOST_UNITS = 1_000

/** Why a typed name is not sent: it is empty, or far too long. Null if the server has to judge it. */
export function nameProblem(name: string): PageError | null {
  if (name.trim() === '') return { code: 'name_empty' }
  return name.length > MOST_UNITS ? { code: 'name_too_long' } : null
}

/** The same in words, for its field. */
export function nameProblemWords(name: string): string | null {
  const problem = nameProblem(name)
  if (!problem) return null
  const { sentence, next } = errorWords(problem)
  return `${sentence} ${next}`
}
