import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A rule of the documents.
 * @typedef {{ id: string, doc: string, tests: readonly string[] }} Rule
 */

/**
 * Every row of every table in docs/spec/ whose first column is "id". An id stands bare, as in `P12`.
 * @param {string} root
 * @returns {Rule[]}
 */
export function readRules(root) {
  const folder = join(root, 'docs/spec')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => rulesOf(`docs/spec/${name}`, readFileSync(join(folder, name), 'utf8')))
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
    rules.push({ id, doc, tests: codeSpans(cells[header.indexOf('test')] ?? '') })
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
