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
 * What two names are one by: NFKC_Casefold (Unicode 3.13, D146, without what is ignorable), dotted and dotless i as
 * one, and spaces as one. The tables are of one version of Unicode; normalization never changes for its characters.
 * So whatever Node runs this, and whenever, a name folds as it did when its account was made.
 */
export function foldName(name: string): string {
  const once = caseFolded(withoutHidden(name).normalize('NFD')).normalize('NFKC')
  // Twice: compatibility brings capitals back, and what is hidden.
  const twice = caseFolded(withoutHidden(once).normalize('NFD'))
  return plainI(twice).normalize('NFKC').replace(/\s+/gu, ' ').trim()
}

function caseFolded(text: string): string {
  return [...text].map((char) => FOLDED.get(char) ?? char).join('')
}

/** `İpek`, `ıpek` and `ipek`: Turkish tells i and ı apart, and who types a name on a foreign keyboard cannot. */
function plainI(decomposed: string): string {
  return decomposed.replaceAll('ı', 'i').replace(/(?<=i\p{M}*)\u0307/gu, '') // [A83]
}
