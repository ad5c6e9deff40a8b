/** Whether a character, by its code point, is in a set. */
type CharSet = (codePoint: number) => boolean

/**
 * Reads a set from its text in tables.ts: ranges in rising order, in base 36. Each is `gap+more`: how far after the end
 * of the last range it begins, and how many code points follow its first one.
 */
export function charSet(text: string): CharSet {
  const edges: number[] = []
  for (const range of text.split(' ')) {
    const [gap = 0, more = 0] = range.split('+').map((number) => Number.parseInt(number, 36))
    const begin = (edges.at(-1) ?? 0) + gap
    edges.push(begin, begin + more + 1)
  }
  return (codePoint) => edgesUpTo(edges, codePoint) % 2 === 1
}

/** How many edges of ranges are at or before the code point. The number is odd inside a range. */
function edgesUpTo(edges: readonly number[], codePoint: number): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) <= codePoint) low = middle + 1
    else high = middle
  }
  return low
}

/** The code points of a text, in order. */
export function codePoints(text: string): number[] {
  return [...text].map((char) => char.codePointAt(0) ?? 0)
}
