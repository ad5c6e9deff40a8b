import { CARRIED, HOUSE, KNOW_METHODS, PACKAGES, PAGES, PARTS, SHOW_METHODS, STORES } from './order.mjs'

const LOWER =
  'Lower parts are used by higher ones, never the other way: the order is in docs/architecture.md.'
const OUTSIDE = ['web', 'test', 'tools'].map(all)

/**
 * What Biome is told of import directions, out of one order of folders: the text of biome.directions.json.
 * @returns {string}
 */
export function makeRules() {
  const overrides = [
    ...HOUSE.map((name) => rule(`server/${name}`, barredIn(name), packagesFor(name))),
    ...STORES.map((name) =>
      rule(`server/stores/${name}`, barredInStore(name), packagesFor(`stores/${name}`)),
    ),
    ...[...PARTS, ...PAGES].map((name) => rule(`web/${name}`, barredInWeb(name), Object.keys(PACKAGES))),
  ]
  return `{"overrides":[\n${overrides.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`
}

/** @param {string} name */
function barredIn(name) {
  const above = HOUSE.slice(HOUSE.indexOf(name) + 1)
  const carried = name === 'transport' ? CARRIED : []
  const methods = name === 'methods' || KNOW_METHODS.includes(name) ? [] : ['methods']
  return [...new Set([...above, ...carried, ...methods])].map(all)
}

/** @param {string} name */
function barredInStore(name) {
  return [...STORES.filter((other) => other !== name).map(all), ...barredIn('stores')]
}

/** @param {string} name */
function barredInWeb(name) {
  const others = PAGES.includes(name)
    ? PAGES.filter((other) => other !== name && !(other === 'methods' && SHOW_METHODS.includes(name)))
    : [...PARTS.slice(PARTS.indexOf(name) + 1), ...PAGES]
  return [...others, 'server'].map(all)
}

/**
 * The packages that are not for this folder.
 * @param {string} folder
 */
function packagesFor(folder) {
  if (HOUSE.indexOf(folder) >= HOUSE.indexOf('rekey.ts')) return []
  return Object.entries(PACKAGES).flatMap(([name, users]) => (users.includes(folder) ? [] : [name]))
}

/** @param {string} name a file or a folder */
function all(name) {
  return name.endsWith('.ts') ? `**/${name}` : `**/${name}/**`
}

/**
 * @param {string} where
 * @param {readonly string[]} barred
 * @param {readonly string[]} packages
 */
function rule(where, barred, packages) {
  const outside = where.startsWith('web/') ? OUTSIDE.slice(1) : OUTSIDE
  const paths = Object.fromEntries(packages.map((name) => [name, `${where} does not use this package.`]))
  const zod = { group: ['zod', 'zod/**'], message: 'The browser carries no schema library: parse in server.' }
  const patterns = [{ group: [...barred, ...outside], message: LOWER }]
  if (where.startsWith('web/')) patterns.push(zod)
  const options = { paths, patterns }
  return {
    includes: [where.endsWith('.ts') ? where : `${where}/**`],
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options } } } },
  }
}
