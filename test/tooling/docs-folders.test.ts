import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { PAGES } from '../../shared/pages.ts'
import { read, root } from '../support/documented.ts'

const foldersIn = (path: string) =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)

describe('docs/architecture.md', () => {
  const [, table = ''] = /## The house\n([\s\S]*?)\n## One pairing/.exec(read('docs/architecture.md')) ?? []
  /** Each page has one, which one row says of all. */
  const pages: readonly string[] = Object.values(PAGES).map(({ folder }) => folder)

  for (const path of ['server', 'web', 'test']) {
    it(`names each folder of ${path}/`, () => {
      const missing = foldersIn(path).filter(
        (name) =>
          !pages.includes(name) && !table.includes(`\`${name}/`) && !table.includes(`\`${path}/${name}/`),
      )
      expect(missing).to.deep.equal([])
    })
  }
})

describe('CONTRIBUTING.md', () => {
  it('has a row for each stage of the tests', () => {
    const { stderr } = spawnSync('node', ['tools/test.mjs', 'none'], { cwd: root, encoding: 'utf8' })
    const [, stages = ''] = /Name some of: (.+);/.exec(stderr) ?? []
    const rows = [...read('CONTRIBUTING.md').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)
    expect(rows).to.have.members(stages.split(', '))
  })
})
