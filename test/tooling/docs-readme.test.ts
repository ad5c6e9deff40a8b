import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { configMarkdown } from '../../server/config/describe-config.ts'
import { VARIABLES } from '../../server/config/variables.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md']
const inDocs = readdirSync(new URL('docs', root)).filter((file) => file.endsWith('.md'))
const all = [...documents, ...inDocs.map((file) => `docs/${file}`)]
const readme = read('README.md')
const { scripts, engines } = JSON.parse(read('package.json'))

describe('README.md', () => {
  it('is short: 900 words at most, tables and pictures among them', () => {
    expect(readme.split(/\s+/)).to.have.length.below(900)
  })

  it('names the Node version that package.json asks for', () => {
    expect(readme).to.include(`Node ${engines.node.replace('>=', '')} or newer`)
  })

  it('leads to every document', () => {
    for (const file of all.slice(1)) expect(readme).to.include(`](${file}`)
  })
})

describe('what the documents tell people to run', () => {
  it('has the settings that the code describes (docs/settings.md)', () => {
    const [, table] =
      /<!-- configuration -->\n+([\s\S]*?)\n+<!-- end -->/.exec(read('docs/settings.md')) ?? []
    expect(table, 'put in what configMarkdown() gives').to.equal(configMarkdown())
  })

  it('knows only npm commands that exist', () => {
    const run = all.flatMap((file) => [...read(file).matchAll(/\bnpm (run ([\w:]+)|start|test)\b/g)])
    expect(run).to.have.length.above(10)
    for (const [, command = '', script] of run) expect(scripts).to.have.property(script ?? command)
  })

  it('sets only variables that exist', () => {
    const lines = all.flatMap((file) =>
      [...read(file).matchAll(/^.*\bnpm start\b.*$/gm)].map(([line]) => line),
    )
    const set = lines.flatMap((line) => [...line.matchAll(/\b([A-Z_]{3,})=/g)].map(([, name]) => name))
    expect(set).to.have.length.above(3)
    for (const name of set) expect(Object.keys(VARIABLES)).to.include(name)
  })
})
