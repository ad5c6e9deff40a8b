import { withoutHidden } from './hidden.ts'
import { CASE_FOLDING } from './tables.ts'

const FOLDED = new Map(
  CASE_FOLDING.split(' ').map((entry) => {
    const [from = '', to = ''] = entry.split(':')
    const become = to.split('+').map((point) => Number.parseInt(point, 36))
    return [String.fromCodePoint(Number.parseInt(from, 36)), String.fromCodePoint(...become)]
  }),
)

/**
 * Folds a name for comparison: two names are the same if they fold to the same text. It is NFKC_Casefold (Unicode 3.13,
 * D146, without ignorable characters). Dotted and dotless i become one letter, and several spaces become one. The tables
 * are those of one version of Unicode, and normalization never changes for its characters. So a name always folds as
 * it did when its account was made, in any version of Node.
 */
export function foldName(name: string): string {
  const once = caseFolded(withoutHidden(name).normalize('NFD')).normalize('NFKC')
  // Twice, because NFKC can bring back capitals and hidden characters.
  const twice = caseFolded(withoutHidden(once).normalize('NFD'))
  return plainI(twice).normalize('NFKC').replace(/\s+/gu, ' ').trim()
}

function caseFolded(text: string): string {
  return [...text].map((char) => FOLDED.get(char) ?? char).join('')
}

/** `İpek`, `ıpek` and `ipek` are one name: keyboards outside Turkey do not have both letters. */
function plainI(decomposed: string): string {
  return decomposed.replaceAll('ı', 'i').replace(/(?<=i\p{M}*)\u0307/gu, '') // [A83]
}
