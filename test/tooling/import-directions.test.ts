import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { makeRules } from '../../tools/directions/make-rules.mjs'
import {
  CARRIED,
  HOUSE,
  KNOW_METHODS,
  PACKAGES,
  PAGES,
  PARTS,
  SHOW_METHODS,
  STORES,
} from '../../tools/directions/order.mjs'
import { read } from '../support/documented.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A file planted at `at`, and what it must not, and may, import. */
interface Plant {
  readonly at: string
  readonly refused: readonly string[]
  readonly allowed: readonly string[]
}

const isFile = (name: string) => name.endsWith('.ts')
const specifier = (name: string) => (isFile(name) ? `../${name}` : `../${name}/x.ts`)
const rank = (name: string) => HOUSE.indexOf(name)

const ofHouse: readonly Plant[] = HOUSE.filter((name) => !isFile(name) && name !== 'stores').map((name) => {
  const others = HOUSE.filter((other) => other !== name)
  const isBarred = (other: string) =>
    rank(other) > rank(name) ||
    (name === 'transport' && CARRIED.includes(other)) ||
    (other === 'methods' && !KNOW_METHODS.includes(name))
  const mayUse = (users: readonly string[]) => users.includes(name) || rank(name) > rank('rekey.ts')
  const packages = Object.entries(PACKAGES)
  return {
    at: `server/${name}/plant.ts`,
    refused: [
      ...others.filter(isBarred).map(specifier),
      ...['../../web/x.ts', '../../test/x.ts', '../../tools/x.mjs'],
      ...packages.flatMap(([one, users]) => (mayUse(users) ? [] : [one])),
    ],
    allowed: [
      ...others.filter((other) => !isBarred(other)).map(specifier),
      ...['../../shared/ids.ts', './x.ts', 'node:crypto', 'zod'],
      ...packages.flatMap(([one, users]) => (mayUse(users) ? [one] : [])),
    ],
  }
})

const ofStores: readonly Plant[] = STORES.map((store) => {
  const isOurs = (name: string) => PACKAGES[name]?.includes(`stores/${store}`) === true
  return {
    at: `server/stores/${store}/plant.ts`,
    refused: [
      ...STORES.flatMap((other) => (other === store ? [] : [`../${other}/x.ts`])),
      ...['../../transport/x.ts', '../../pages/x.ts', '../../standalone/x.ts', '../../rekey.ts'],
      ...Object.keys(PACKAGES).filter((name) => !isOurs(name)),
    ],
    allowed: [
      ...['../../methods/x.ts', '../../limits/x.ts', '../../../shared/ids.ts', './x.ts'],
      ...Object.keys(PACKAGES).filter(isOurs),
    ],
  }
})

const ofWeb: readonly Plant[] = [...PARTS, ...PAGES].map((name) => {
  const methods = SHOW_METHODS.includes(name) ? ['methods'] : []
  const lower = PAGES.includes(name) ? [...PARTS, ...methods] : PARTS.slice(0, PARTS.indexOf(name))
  const others = [...PARTS, ...PAGES].filter((other) => other !== name)
  return {
    at: `web/${name}/plant.ts`,
    refused: [
      ...others.filter((other) => !lower.includes(other)).map(specifier),
      ...['../../server/x.ts', '../../test/x.ts', '../../tools/x.mjs', 'zod', 'node:crypto'],
      ...Object.keys(PACKAGES),
    ],
    allowed: [...lower.map(specifier), '../../shared/ids.ts', './x.ts', 'preact', 'socket.io-client'],
  }
})

const plants: readonly Plant[] = [
  {
    at: 'shared/plant.ts',
    refused: ['../server/methods/x.ts', '../web/x.ts', '../test/x.ts', 'zod', 'zod/mini', 'node:crypto'],
    allowed: ['./ids.ts'],
  },
  {
    at: 'server/methods/pairing/machine.ts',
    refused: ['node:crypto', 'zod', '../x.ts', '../../accounts/x.ts', '../../stores/memory/x.ts'],
    allowed: ['./pairing.ts', '../../../shared/ids.ts'],
  },
  {
    at: 'server/rekey.ts',
    refused: ['./standalone/x.ts', './main.ts', '../web/x.ts', '../test/x.ts'],
    allowed: ['./host.ts', './stores/x.ts', './transport/x.ts', './pages/x.ts', './methods/x.ts', 'express'],
  },
  ...ofHouse,
  ...ofStores,
  ...ofWeb,
  {
    at: 'server/main.ts',
    refused: ['../web/x.ts', '../test/x.ts', '../tools/x.mjs'],
    allowed: ['./standalone/x.ts', 'node:process'],
  },
]

describe('import directions', () => {
  let folder: string
  let refusedLines: Map<string, Set<number>>

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-directions-'))
    for (const name of ['biome.json', 'biome.directions.json', 'package.json', '.gitignore'])
      copyFileSync(join(root, name), join(folder, name))
    for (const { at, refused, allowed } of plants) {
      plant(at, [...refused, ...allowed].map((specifier) => `import '${specifier}'`).join('\n'))
    }
    plant('server/audit/forms.ts', formsOfImport.join('\n'))
    plant('server/limits/one.ts', "import { two } from './two.ts'\nexport const one = () => two")
    plant('server/limits/two.ts', "import { one } from './one.ts'\nexport const two = () => one")
    refusedLines = lint(folder)
  })

  after(() => rmSync(folder, { recursive: true }))

  for (const { at, refused, allowed } of plants) {
    it(`holds for ${at}`, () => {
      const specifiers = [...refused, ...allowed]
      const found = [...(refusedLines.get(at) ?? [])].map((line) => specifiers[line - 1])
      expect(found).to.have.members(refused)
    })
  }

  const foldersIn = (path: string) =>
    readdirSync(join(root, path), { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() ? [one.name] : [],
    )

  it('are known for every folder', () => {
    expect(foldersIn('server')).to.have.members(HOUSE.filter((name) => !isFile(name)))
    expect(foldersIn('web')).to.have.members([...PARTS, ...PAGES, 'answer', 'public'])
  })

  it('are in Biome’s rules as they are written down', () => {
    expect(read('biome.directions.json')).to.equal(makeRules())
  })

  it('holds for every way to write an import', () => {
    expect(refusedLines.get('server/audit/forms.ts')).to.deep.equal(
      new Set(formsOfImport.map((_, index) => index + 1)),
    )
  })

  it('refuses a circle', () => {
    expect([...refusedLines.keys()]).to.include.members(['server/limits/one.ts', 'server/limits/two.ts'])
  })

  function plant(at: string, text: string): void {
    mkdirSync(dirname(join(folder, at)), { recursive: true })
    writeFileSync(join(folder, at), `${text}\n`)
  }
})

const formsOfImport = [
  "import type { Store } from '../stores/memory/x.ts'",
  "export { store } from '../stores/memory/x.ts'",
  "export type { Rows } from '../stores/memory/x.ts'",
  "export const late = () => import('../stores/memory/x.ts')",
  "import { type Other, other } from '../../server/stores/memory/x.ts'",
]

interface Diagnostic {
  readonly category: string
  readonly location: { readonly path: string; readonly start: { readonly line: number } }
}

/** The lines of each file that one of the rules about imports refuses. */
function lint(folder: string): Map<string, Set<number>> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.']
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  const { diagnostics }: { diagnostics: Diagnostic[] } = JSON.parse(stdout)
  const lines = new Map<string, Set<number>>()
  for (const { category, location } of diagnostics) {
    if (!/noRestrictedImports|noNodejsModules|noUndeclaredDependencies|noImportCycles/.test(category))
      continue
    lines.set(location.path, (lines.get(location.path) ?? new Set()).add(location.start.line))
  }
  return lines
}
