import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A file planted at `at`, and what it must not, and may, import. */
interface Plant {
  readonly at: string
  readonly refused: readonly string[]
  readonly allowed: readonly string[]
}

const databases = ['ioredis', 'kysely', 'libsql', 'pg']

const plants: readonly Plant[] = [
  {
    at: 'shared/plant.ts',
    refused: ['../server/pairing/x.ts', '../web/x.ts', '../test/x.ts', 'zod', 'zod/mini', 'node:crypto'],
    allowed: ['./ids.ts'],
  },
  {
    at: 'web/approve/plant.ts',
    refused: ['../../server/pairing/x.ts', '../../test/x.ts', 'zod', 'node:crypto', 'socket.io', 'express'],
    allowed: ['../../shared/ids.ts', '../qr/x.ts', 'preact', 'socket.io-client'],
  },
  {
    at: 'server/pairing/machine.ts',
    refused: ['node:crypto', 'zod', '../ports/x.ts', '../accounts/x.ts', '../stores/memory/x.ts'],
    allowed: ['./pairing.ts', '../../shared/ids.ts'],
  },
  ...['pairing', 'accounts', 'ports', 'a-feature-yet-to-come'].map((feature) => ({
    at: `server/${feature}/plant.ts`,
    refused: [
      '../stores/memory/x.ts',
      '../http/x.ts',
      '../sockets/x.ts',
      '../mail/x.ts',
      '../composition/x.ts',
      '../composition.ts',
      '../main.ts',
      '../../web/x.ts',
      '../../test/x.ts',
      'express',
      'socket.io',
      ...databases,
    ],
    allowed: ['../../shared/ids.ts', '../throttle/x.ts', './x.ts', 'node:crypto', 'zod'],
  })),
  {
    at: 'server/http/plant.ts',
    refused: [
      '../stores/sql/x.ts',
      '../sockets/x.ts',
      '../mail/x.ts',
      '../composition/x.ts',
      '../main.ts',
      ...databases,
    ],
    allowed: ['../../shared/ids.ts', '../accounts/x.ts', '../ports/x.ts', './x.ts', 'express', 'node:http'],
  },
  {
    at: 'server/sockets/plant.ts',
    refused: [
      '../stores/redis/x.ts',
      '../http/x.ts',
      '../mail/x.ts',
      '../composition/x.ts',
      'express',
      'kysely',
      'pg',
    ],
    allowed: ['../pairing/x.ts', '../ports/x.ts', 'socket.io'],
  },
  {
    at: 'server/mail/plant.ts',
    refused: [
      '../stores/sql/x.ts',
      '../http/x.ts',
      '../sockets/x.ts',
      '../composition/x.ts',
      'express',
      ...databases,
    ],
    allowed: ['../recovery/x.ts', '../ports/x.ts', 'node:fs/promises'],
  },
  {
    at: 'server/stores/memory/plant.ts',
    refused: ['../redis/x.ts', '../sql/x.ts', '../../http/x.ts', '../../composition/x.ts', ...databases],
    allowed: ['../../ports/x.ts', '../../pairing/x.ts', '../../../shared/ids.ts', './x.ts'],
  },
  {
    at: 'server/stores/redis/plant.ts',
    refused: [
      '../memory/x.ts',
      '../sql/x.ts',
      '../../sockets/x.ts',
      '../../composition/x.ts',
      'kysely',
      'express',
    ],
    allowed: ['../../ports/x.ts', '../../throttle/x.ts', 'ioredis', 'rate-limiter-flexible'],
  },
  {
    at: 'server/stores/sql/plant.ts',
    refused: [
      '../memory/x.ts',
      '../redis/x.ts',
      '../../mail/x.ts',
      '../../composition/x.ts',
      'ioredis',
      'socket.io',
    ],
    allowed: ['../../ports/x.ts', '../../accounts/x.ts', 'kysely', 'libsql', 'pg'],
  },
  {
    at: 'server/composition/plant.ts',
    refused: ['../main.ts', '../../web/x.ts', '../../test/x.ts', 'playwright-core'],
    allowed: ['../stores/sql/x.ts', '../http/x.ts', '../sockets/x.ts', '../pairing/x.ts', 'ioredis'],
  },
  {
    at: 'server/main.ts',
    refused: ['../web/x.ts', '../test/x.ts', '../tools/x.mjs'],
    allowed: ['./composition/x.ts', './config/x.ts', 'node:process'],
  },
]

describe('import directions', () => {
  let folder: string
  let refusedLines: Map<string, Set<number>>

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-directions-'))
    for (const name of ['biome.json', 'package.json', '.gitignore'])
      copyFileSync(join(root, name), join(folder, name))
    for (const { at, refused, allowed } of plants) {
      plant(at, [...refused, ...allowed].map((specifier) => `import '${specifier}'`).join('\n'))
    }
    plant('server/audit/forms.ts', formsOfImport.join('\n'))
    plant('server/throttle/one.ts', "import { two } from './two.ts'\nexport const one = () => two")
    plant('server/throttle/two.ts', "import { one } from './one.ts'\nexport const two = () => one")
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

  it('holds for every way to write an import', () => {
    expect(refusedLines.get('server/audit/forms.ts')).to.deep.equal(
      new Set(formsOfImport.map((_, index) => index + 1)),
    )
  })

  it('refuses a circle', () => {
    expect([...refusedLines.keys()]).to.include.members(['server/throttle/one.ts', 'server/throttle/two.ts'])
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
