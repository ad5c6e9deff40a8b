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
 * Whether a name mixes scripts beyond "highly restrictive" (Unicode Technical Standard 39, section 5.2): it is of one
 * script, or of Latin beside the scripts that Chinese, Japanese or Korean is written with.
 */
export function mixesScripts(name: string): boolean {
  const used = codePoints(name)
    .filter((point) => !anyScript(point))
    .map(scriptsOf)
  const besideLatin = used.filter((scripts) => !scripts.includes('Latin'))
  if (shared(used).length > 0) return false
  return !shared(besideLatin).some((script) => EAST_ASIAN.includes(script))
}

/** Whether this version of Unicode gives the character to some script, or to all: else it is none, or private. */
export function isAssigned(point: number): boolean {
  return anyScript(point) || sets.some(({ has }) => has(point))
}

const EAST_ASIAN = ['Chinese', 'Japanese', 'Korean']

function scriptsOf(point: number): readonly string[] {
  const own = sets.filter(({ has }) => has(point)).map(({ name }) => name)
  return [...own, ...own.flatMap((name) => TOGETHER[name] ?? [])]
}

/** What all of them have; for none, as good as all scripts. */
function shared(used: readonly (readonly string[])[]): readonly string[] {
  const [first = EAST_ASIAN, ...others] = used
  return first.filter((script) => others.every((scripts) => scripts.includes(script)))
}
