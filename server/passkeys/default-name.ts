import { LONGEST_NAME } from '../names/read-name.ts'
import type { Credential } from './credential.ts'

/**
 * The name of a new passkey until its owner renames it: `wanted`, with a number if another passkey of the account
 * (`held`) has that name already. People need it to tell them apart when one is lost.
 */
export function defaultName(wanted: string, held: readonly Pick<Credential, 'name' | 'status'>[]): string {
  const taken = new Set(held.flatMap(({ name, status }) => (status === 'removed' ? [] : [name])))
  let name = wanted
  for (let nth = 2; taken.has(name); nth += 1) {
    const number = ` ${nth}`
    name = [...wanted].slice(0, LONGEST_NAME - number.length).join('') + number
  }
  return name
}
