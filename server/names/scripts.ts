import { charSet, codePoints } from './char-set.ts'
import { ANY_SCRIPT, SCRIPTS } from './tables.ts'

const sets = Object.entries(SCRIPTS).map(([name, text]) => ({ name, has: charSet(text) }))
const anyScript = charSet(ANY_SCRIPT)

/** Scripts that are written together (Unicode Technical Standard 39, section 5.1). */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  Han: ['Chinese', 'Japanese', 'Korean'],
  Bopomofo: ['Chinese'],
  Hiragana: ['Japanese'],
  Katakana: ['Japanese'],
  Hangul: ['Korean'],
}

/**
 * Whether a name mixes scripts more than "highly restrictive" allows (Unicode Technical Standard 39, section 5.2). It
 * allows one script, or Latin together with the scripts of Chinese, Japanese or Korean.
 */
export function mixesScripts(name: string): boolean {
  const used = codePoints(name)
    .filter((point) => !anyScript(point))
    .map(scriptsOf)
  const besideLatin = used.filter((scripts) => !scripts.includes('Latin'))
  if (shared(used).length > 0) return false
  return !shared(besideLatin).some((script) => EAST_ASIAN.includes(script))
}

/** Whether this version of Unicode has the character in a script, or in all of them. Private ones are in none. */
export function isAssigned(point: number): boolean {
  return anyScript(point) || sets.some(({ has }) => has(point))
}

const EAST_ASIAN = ['Chinese', 'Japanese', 'Korean']

function scriptsOf(point: number): readonly string[] {
  const own = sets.filter(({ has }) => has(point)).map(({ name }) => name)
  return [...own, ...own.flatMap((name) => TOGETHER[name] ?? [])]
}

/** What all of the lists have in common. Of no list at all, it is not empty. */
function shared(used: readonly (readonly string[])[]): readonly string[] {
  const [first = EAST_ASIAN, ...others] = used
  return first.filter((script) => others.every((scripts) => scripts.includes(script)))
}
