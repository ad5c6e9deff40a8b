import type { RecoveryMethodId } from '../../shared/recovery.ts'

/** Who stands behind a way without another device: whoever has the account, somebody else, or one contact. */
const BEHIND: Readonly<Partial<Record<RecoveryMethodId, 'owner' | 'others' | 'contact'>>> = {
  'backup-code': 'owner',
  email: 'owner',
  assisted: 'others',
  contact: 'contact',
}

/**
 * How many days people wait at most who showed in these ways, together, that it is them. Null if they are not two
 * different ones. It repeats what the server's policy says, for words alone.
 */
export function daysWith(methods: readonly string[]): 0 | 1 | 3 | null {
  const behind = Object.entries(BEHIND).flatMap(([method, who]) => (methods.includes(method) ? [who] : []))
  if (behind.length < 2) return null
  if (behind.filter((who) => who === 'owner').length > 1) return 0
  return behind.filter((who) => who !== 'contact').length > 1 ? 1 : 3
}

export const together = {
  summary: (needed: boolean) => (needed ? 'It takes two ways together' : 'Two ways together are faster'),
  text: 'Start with either; the next page asks for the other.',
}

/** What one way on the account page is worth by itself. */
export const byItself = (needsTwo: boolean) =>
  needsTwo ? 'It takes a second way too.' : 'With nothing else, it takes 3 to 7 days.'

/** What people have, where two ways are named together. */
const OWN: Readonly<Record<string, string>> = { 'backup-code': 'a backup code', email: 'a code by e-mail' }

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** Which two ways of a site go together, and how long that takes. Empty if it has no two. */
export function twoWays(methods: readonly string[]): readonly string[] {
  const own = Object.keys(OWN).filter((method) => methods.includes(method))
  const [first] = own
  if (!first) return []
  const has = own.map((method) => OWN[method])
  const either = capital(has.join(' or '))
  return [
    own.length > 1 && `${capital(has.join(' and '))}: no waiting.`,
    methods.includes('assisted') && `${either}, and help from support: 1 day.`,
    methods.includes('contact') &&
      `${either}, and someone who vouches for you: 3 days. Nobody’s word is enough alone.`,
  ].filter((line) => line !== false)
}
