import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A line of the sources that guards a rule: it ends in `// [P12]`.
 * @typedef {{ id: string, file: string, text: string, index: number, code: string }} Marker
 */

const MARKER = /^\s*(.*?)\s*\/\/ \[([A-Z]\d+)\]$/

/**
 * @param {string} root
 * @returns {Marker[]}
 */
export function readMarkers(root) {
  return ['server', 'shared', 'web']
    .flatMap((folder) => filesOf(root, folder))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      return text.split('\n').flatMap((line, index) => {
        const [, code = '', id] = MARKER.exec(line) ?? []
        return id ? { id, file, text, index, code } : []
      })
    })
}

/**
 * Which test files have an id in a title. A contract suite counts too. Titles may be made from tables, so any
 * text in brackets counts that is not a comment.
 * @param {string} root
 * @returns {Map<string, string[]>}
 */
export function testFilesById(root) {
  /** @type {Map<string, string[]>} */
  const files = new Map()
  for (const file of filesOf(root, 'test')) {
    if (!/\.(test|contract)\.ts$/.test(file)) continue
    const code = readFileSync(join(root, file), 'utf8').replaceAll(/^\s*(\/\/|\*).*$/gm, '')
    for (const [, id = ''] of code.matchAll(/\[([A-Z]\d+)\]/g)) {
      const known = files.get(id) ?? []
      if (!known.includes(file)) files.set(id, [...known, file])
    }
  }
  return files
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} relative to the root
 */
function filesOf(root, folder) {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  return files.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).sort()
}
