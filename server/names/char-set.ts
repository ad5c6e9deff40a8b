/** Whether a character, by its code point, is in a set. */
type CharSet = (codePoint: number) => boolean

/** Reads a text of tables.ts. */
export function charSet(text: string): CharSet {
  const edges: number[] = []
  for (const range of text.split(' ')) {
    const [gap = 0, more = 0] = range.split('+').map((number) => Number.parseInt(number, 36))
    const begin = (edges.at(-1) ?? 0) + gap
    edges.push(begin, begin + more + 1)
  }
  return (codePoint) => edgesUpTo(edges, codePoint) % 2 === 1
}

/** How many edges lie at or before it: an odd number inside of a range. */
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
