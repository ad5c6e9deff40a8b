import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { configMarkdown } from '../../server/config/describe-config.ts'
import { VARIABLES } from '../../server/config/variables.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const readme = read('README.md')
const { scripts, engines } = JSON.parse(read('package.json'))

describe('README.md', () => {
  it('has the configuration table that the code describes', () => {
    const [, table] = /<!-- configuration -->\n+([\s\S]*?)\n+<!-- end -->/.exec(readme) ?? []
    expect(table, 'put in what configMarkdown() gives').to.equal(configMarkdown())
  })

  it('names the Node version that package.json asks for', () => {
    expect(readme).to.include(`Node ${engines.node.replace('>=', '')} or newer`)
  })

  for (const file of ['README.md', 'CONTRIBUTING.md', 'docs/operations.md']) {
    it(`knows only npm commands that exist (${file})`, () => {
      const run = [...read(file).matchAll(/\bnpm (run ([\w:]+)|start|test)\b/g)]
      expect(run).to.have.length.above(0)
      for (const [, command = '', script] of run) expect(scripts).to.have.property(script ?? command)
    })

    it(`sets only variables that exist (${file})`, () => {
      const lines = [...read(file).matchAll(/^.*\bnpm start\b.*$/gm)].map(([line]) => line)
      const set = lines.flatMap((line) => [...line.matchAll(/\b([A-Z_]{3,})=/g)].map(([, name]) => name))
      for (const name of set) expect(Object.keys(VARIABLES)).to.include(name)
    })
  }
})
