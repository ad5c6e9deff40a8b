import { createHash, randomInt } from 'node:crypto'
import { CASE_CODE_LENGTH, CASE_NUMBER_LENGTH } from '../../../shared/assisted.ts'
import type { AccountId, PageKey } from '../../../shared/ids.ts'
import { CROCKFORD } from '../../../shared/pins.ts'

/** What a code is for. It is of no use for anything else. */
interface CodeOf {
  readonly caseId: string
  readonly accountId: AccountId
  readonly pageKey: PageKey
}

/** A new code: 100 random bits. */
export function newCaseCode(): string {
  return Array.from({ length: CASE_CODE_LENGTH }, () => CROCKFORD[randomInt(CROCKFORD.length)]).join('') // [C14]
}

/** What is kept of a code. It has 100 random bits, and the id of the case is its salt. */
export function hashCaseCode(code: string, { caseId, accountId, pageKey }: CodeOf): string {
  const text = JSON.stringify(['rekey case code', caseId, accountId, pageKey, code])
  return createHash('sha256').update(text).digest('base64url') // [C14]
}

/** A number for a case. It is no secret, and nobody counts cases by it. */
export function newCaseNumber(): string {
  return String(randomInt(10 ** CASE_NUMBER_LENGTH)).padStart(CASE_NUMBER_LENGTH, '0')
}
