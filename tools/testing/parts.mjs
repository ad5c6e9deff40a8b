import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../project-root.mjs'
import { size } from './sizes.mjs'
import { suites, takesLong } from './stages.mjs'

/** @typedef {import('./stages.mjs').Suite} Suite */

/**
 * What one mocha process runs: a suite, or a part of its files.
 * @typedef {Pick<Suite, 'name' | 'title' | 'timeoutMs' | 'needsBuild' | 'mostlyWaits'> & { files: string[] }} Part
 */

/**
 * Arguments for mocha mostly pick some tests: then all files go into one process, for a part with none of them
 * would be a fault.
 * @param {Suite} suite
 * @param {readonly string[]} mochaArgs
 * @returns {Part[]} none when nothing of it is any different at this size
 */
export function partsOf(suite, mochaArgs) {
  const { folders, processes, grows, whole, ...rest } = suite
  const own = folders.flatMap((place) => (isFile(place) ? [place] : testFilesIn(place)))
  const all = own.filter((file) => {
    if (whole) return true
    if (takesLong.includes(file)) return size !== 'short'
    return size === 'short' || grows || readsSize(file)
  })
  const count = mochaArgs.length > 0 ? 1 : Math.min(processes, all.length)
  return Array.from({ length: count }, (_, place) => ({
    ...rest,
    title: count === 1 ? suite.title : `${suite.title} (${place + 1} of ${count})`,
    // In turns: neighbours by name often take equally long.
    files: all.filter((_file, at) => at % count === place),
  }))
}

/** Those that a suite names one by one, and takes out of their folder. */
const named = suites.flatMap(({ folders }) => folders.filter(isFile))

/** @param {string} place */
function isFile(place) {
  return place.endsWith('.test.ts')
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function testFilesIn(folder) {
  const found = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
  return found
    .filter(isFile)
    .sort()
    .map((file) => join(folder, file))
    .filter((file) => !named.includes(file))
}

/**
 * By itself, or as what runs on more sets of stores where there is more time.
 * @param {string} file
 */
function readsSize(file) {
  return /\bfrom '.*\/support\/size\.ts'|\b(describeOn(Common|Own)Sites|describeAttacks|onBothDatabases)\(/.test(
    readFileSync(join(projectRoot, file), 'utf8'),
  )
}
