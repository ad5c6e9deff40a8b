import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A rule of the documents. `guards` is null in a table that has no column "guard": what keeps such a rule is a
 * package, or more than one line.
 * @typedef {{ id: string, doc: string, guards: readonly Guard[] | null, tests: readonly string[] }} Rule
 * @typedef {{ file: string, code: string }} Guard
 */

/**
 * Every row of every table in docs/ whose first column is "id". An id stands bare, as in `P12`.
 * @param {string} root
 * @returns {Rule[]}
 */
export function readRules(root) {
  const folder = join(root, 'docs')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => rulesOf(`docs/${name}`, readFileSync(join(folder, name), 'utf8')))
}

/**
 * @param {string} doc
 * @param {string} text
 */
function rulesOf(doc, text) {
  /** @type {Rule[]} */
  const rules = []
  /** @type {string[]} */
  let header = []
  for (const line of text.split('\n')) {
    const cells = cellsOf(line)
    if (header.length === 0 || cells.length === 0) header = cells
    const [id = ''] = cells
    if (header[0] !== 'id' || !/^[A-Z]\d+$/.test(id)) continue
    const spans = (/** @type {string} */ column) => codeSpans(cells[header.indexOf(column)] ?? '')
    rules.push({
      id,
      doc,
      guards: header.includes('guard') ? inPairs(spans('guard')) : null,
      tests: spans('test'),
    })
  }
  return rules
}

/**
 * The cells of a table row; none when the line is no row.
 * @param {string} line
 */
function cellsOf(line) {
  if (!line.startsWith('|')) return []
  const cells = line.split(/(?<!\\)\|/).slice(1, -1)
  return cells.map((cell) => cell.trim().replaceAll('\\|', '|'))
}

/** @param {string} cell */
function codeSpans(cell) {
  return [...cell.matchAll(/(`+)(.+?)\1(?!`)/g)].map((match) => (match[2] ?? '').trim())
}

/**
 * A guard is named by two code spans: `pairing/machine.ts` `if (...) return ...`.
 * @param {readonly string[]} spans
 * @returns {Guard[]}
 */
function inPairs(spans) {
  return spans.flatMap((code, index) => (index % 2 === 1 ? { file: spans[index - 1] ?? '', code } : []))
}
