/**
 * How much of the tests is run, see test/support/size.ts: what is in `short` takes minutes, `long` takes up to half
 * an hour with it, and `full` is all there is.
 * @typedef {'short' | 'long' | 'full'} Size
 */

/** @type {readonly Size[]} */
const SIZES = ['short', 'long', 'full']

/** Which one `TEST_SIZE` names. */
export const size = readSize(process.env.TEST_SIZE ?? 'short')

/**
 * @param {string} text
 * @returns {Size}
 */
function readSize(text) {
  const known = SIZES.find((one) => one === text)
  if (known) return known
  console.error(`TEST_SIZE is ${JSON.stringify(text)}. Use one of: ${SIZES.join(', ')}.`)
  return process.exit(2)
}
