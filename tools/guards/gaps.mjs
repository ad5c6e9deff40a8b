import { mutantsOf } from './mutants.mjs'
import { readRules } from './rules.mjs'
import { readMarkers, testFilesById } from './sources.mjs'

/** @typedef {import('./rules.mjs').Rule} Rule */

/**
 * Where rules, guards and test titles do not fit together, in sentences; none when they do.
 * @param {string} root
 * @returns {string[]}
 */
export function findGaps(root) {
  const rules = readRules(root)
  const markers = readMarkers(root)
  const tests = testFilesById(root)
  return [
    ...rules
      .filter(({ id }) => !tests.has(id))
      .map(({ id, doc }) => `${id} of ${doc} is in no test's title.`),
    ...rules.flatMap((rule) => wrongTests(rule, tests.get(rule.id) ?? [])),
    ...twice(rules).map((id) => `${id} stands in two rows.`),
    ...markers
      .filter(({ id }) => !rules.some((rule) => rule.id === id))
      .map(({ id, file, index }) => `${file}:${index + 1} guards ${id}, which is no rule of the documents.`),
    ...markers
      .filter((marker) => mutantsOf(marker).length === 0)
      .map(({ file, index }) => `${file}:${index + 1} has nothing that can be taken out by itself.`),
    // The pages that other tests open were built before anything is taken out.
    ...markers
      .filter(({ id, file }) => file.startsWith('web/') && !(tests.get(id) ?? []).some(isUnitTest))
      .map(({ id, file, index }) => `${file}:${index + 1} guards ${id} in a page, which takes a unit test.`),
  ]
}

/**
 * A test is named as in `unit/machine-claim`, where its folder may be left out.
 * @param {Rule} rule
 * @param {readonly string[]} files
 */
function wrongTests({ id, doc, tests }, files) {
  if (tests.length === 0) return [`${doc} names no test for ${id}.`]
  const strange = tests.filter((name) => !files.some((file) => isNamed(file, name)))
  return strange.map((name) => `${doc} names the test ${name} for ${id}, whose titles do not have it.`)
}

/**
 * @param {string} file
 * @param {string} name
 */
function isNamed(file, name) {
  return ['test', 'contract'].some((kind) => file.endsWith(`/${name}.${kind}.ts`))
}

/** @param {string} file */
function isUnitTest(file) {
  return file.startsWith('test/unit/')
}

/** @param {readonly Rule[]} rules */
function twice(rules) {
  const ids = rules.map(({ id }) => id)
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}
