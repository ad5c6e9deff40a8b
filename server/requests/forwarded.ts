/**
 * Reads whom each proxy forwards for (`Forwarded`, RFC 7239), in the form of `X-Forwarded-For`. `unknown` for an
 * entry without an address.
 */
export function forwardedFor(header: string): string {
  return elementsOf(header).map(nodeOf).join(', ')
}

/**
 * Split at commas that are not in quotes, from the right. What our proxies wrote is at the right and well formed,
 * whatever a visitor has left open further left.
 */
function elementsOf(header: string): string[] {
  const elements: string[] = []
  let end = header.length
  let isQuoted = false
  for (let at = end - 1; at >= 0; at -= 1) {
    const isQuote = header[at] === '"' && !(isQuoted && isEscaped(header, at))
    if (isQuote) isQuoted = !isQuoted // [H65]
    if (header[at] !== ',' || isQuoted) continue
    elements.push(header.slice(at + 1, end))
    end = at
  }
  return [...elements, header.slice(0, end)].reverse()
}

function isEscaped(text: string, at: number): boolean {
  let first = at
  while (text[first - 1] === '\\') first -= 1
  return (at - first) % 2 === 1
}

const PAIR = /\s*([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))\s*(?:;|$)/gy

function nodeOf(element: string): string {
  const pairs = [...element.matchAll(PAIR)]
  const isWhole = pairs.reduce((length, [pair]) => length + pair.length, 0) === element.length
  const [node, ...more] = pairs.filter(([, name = '']) => name.toLowerCase() === 'for')
  const [, , quoted, bare = ''] = node ?? []
  const value = quoted?.replace(/\\(.)/g, '$1') ?? bare
  return isWhole && more.length === 0 && /^[\w.:[\]-]+$/.test(value) ? value : 'unknown'
}
